-- What a customer has bought through the partner. Who has may be unable to accept the agreement
-- directly. Page: confirm-customer-agreement ("Troubleshoot customer acceptance").
local orderHistory = require("orderHistory")
local problems = require("problems")
local subscriptions = require("subscriptions")
local values = require("values")

local purchases = {}

local function add(products, item)
  local name = item.name or item.offerId
  if name and not values.contains(products, name) then products[#products + 1] = name end
end

-- Offers and the Azure plan show as subscriptions, software and reservations as orders.
local function read(request)
  local products = array{}
  for _, item in ipairs(subscriptions.readSubscriptions(request).subscriptions) do
    add(products, item)
  end
  for _, order in ipairs(orderHistory.readOrders(request).orders) do
    for _, line in ipairs(order.lineItems) do add(products, line) end
  end
  return products
end

-- Where it cannot be read, nothing is known of purchases, and nothing is said of them.
function purchases.readPurchases(request)
  local products, why = problems.attempt(read, request)
  if products then return { bought = #products > 0, products = products } end
  return { bought = null, products = array{}, why = why }
end

return purchases
