-- Selling to a customer, by an order or by a cart: Partner Center knows both. Of a cart may come
-- several orders.
local carts = require("carts")
local orders = require("orders")

local sales = {}

local function place(request)
  local order = flow.merge(request.order, { customerId = request.customerId })
  if request.order.by ~= "cart" then return orders.createOrder(order) end
  local cart = carts.createCart(order)
  return carts.checkoutCart(flow.merge(order, { cartId = cart.cartId }))
end

local function inWords(placed)
  local words = {}
  for number, order in ipairs(placed.orders) do
    words[number] = order.status and order.orderId .. " (" .. order.status .. ")" or order.orderId
  end
  return flow.text(placed.inProgressBefore and "order-of-others" or "order-placed", {
    orders = table.concat(words, ", "),
  })
end

function sales.placeOrder(request)
  local placed = place(request)
  placed.notice = inWords(placed)
  return placed
end

return sales
