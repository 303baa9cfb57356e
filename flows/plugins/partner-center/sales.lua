-- Selling to a customer, by an order or by a cart: Partner Center knows both. Of a cart may come
-- several orders.
local carts = require("carts")
local orders = require("orders")

local sales = {}

function sales.placeOrder(request)
  local order = flow.merge(request.order, { customerId = request.customerId })
  if request.order.by ~= "cart" then return orders.createOrder(order) end
  local cart = carts.createCart(order)
  return carts.checkoutCart(flow.merge(order, { cartId = cart.cartId }))
end

return sales
