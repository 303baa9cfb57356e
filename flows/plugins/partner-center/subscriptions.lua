-- What a customer has subscribed to. Page: get-all-of-a-customer-s-subscriptions.
local api = require("api")
local problems = require("problems")
local values = require("values")

local subscriptions = {}

local function record(item)
  return {
    subscriptionId = values.text(item.id), offerId = values.text(item.offerId),
    name = values.text(item.friendlyName) or values.text(item.offerName),
    quantity = item.quantity, status = values.text(item.status),
    orderId = values.text(item.orderId), createdAt = values.text(item.creationDate),
  }
end

function subscriptions.readSubscriptions(request)
  local members = { customerId = request.customerId }
  local body = api.read("/customers/{id}/subscriptions", { id = request.customerId }, nil,
    "doing-subscriptions", members)
  local items = values.table(body.items)
  if not items then problems.raise("unexpected-answer", flow.text("no-items"), members) end
  local found = array{}
  for number, item in ipairs(items) do found[number] = record(item) end
  return { subscriptions = found }
end

return subscriptions
