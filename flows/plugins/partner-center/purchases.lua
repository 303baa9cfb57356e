-- What a customer has bought through the partner. Who has may be unable to accept the agreement
-- directly. Pages: confirm-customer-agreement ("Troubleshoot customer acceptance"),
-- get-all-of-a-customer-s-subscriptions, get-all-of-a-customer-s-orders.
local api = require("api")
local problems = require("problems")
local values = require("values")

local purchases = {}

local function items(customerId, list)
  local body = api.read("/customers/{id}/" .. list, { id = customerId }, nil, "doing-purchases", {
    customerId = customerId,
  })
  if not values.table(body.items) then
    problems.raise("unexpected-answer", flow.text("no-items"), { customerId = customerId })
  end
  return body.items
end

local function add(products, name)
  if name and not values.contains(products, name) then products[#products + 1] = name end
end

-- Software and reservations show as orders only, offers and the Azure plan as subscriptions too.
local function read(customerId)
  local products = array{}
  for _, subscription in ipairs(items(customerId, "subscriptions")) do
    add(products, values.text(subscription.offerName) or values.text(subscription.offerId))
  end
  for _, order in ipairs(items(customerId, "orders")) do
    for _, line in ipairs(values.table(order.lineItems) or {}) do
      add(products, values.text(line.friendlyName) or values.text(line.offerId))
    end
  end
  return products
end

-- Where it cannot be read, nothing is known of purchases, and nothing is said of them.
function purchases.readPurchases(request)
  local ok, products = pcall(read, request.customerId)
  if ok then return { bought = #products > 0, products = products } end
  if not problems.leavesUnknown(products) then error(products, 0) end
  return { bought = null, products = array{}, why = products.detail or products.title }
end

return purchases
