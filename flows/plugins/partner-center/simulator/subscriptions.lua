-- What customers have subscribed to. Page: get-all-of-a-customer-s-subscriptions.
local answers = require("simulator.answers")
local customers = require("simulator.customers")
local values = require("values")

local subscriptions = {}

local function stored(customerId)
  return values.table(state.get("subscriptions/" .. customerId)) or array{}
end

local function path(customerId) return "/customers/" .. customerId .. "/subscriptions" end

local function record(customerId, order, line)
  local day = flow.now():sub(1, 10)
  local term = line.termDuration or "P1M"
  return {
    id = line.subscriptionId, offerId = line.offerId, offerName = line.friendlyName,
    friendlyName = line.friendlyName, quantity = line.quantity, unitType = "Licenses",
    creationDate = order.creationDate, effectiveStartDate = day .. "T00:00:00Z",
    commitmentEndDate = flow.date.add(day, term) .. "T00:00:00Z", status = "active",
    autoRenewEnabled = true, isTrial = false, billingType = "license",
    billingCycle = order.billingCycle, termDuration = term, orderId = order.id,
    links = {
      self = {
        uri = path(customerId) .. "/" .. line.subscriptionId, method = "GET", headers = array{},
      },
    },
    attributes = { objectType = "Subscription" },
  }
end

-- One for each line of an order.
function subscriptions.start(customerId, order)
  local all = stored(customerId)
  for _, line in ipairs(order.lineItems) do all[#all + 1] = record(customerId, order, line) end
  state.put("subscriptions/" .. customerId, all)
end

function subscriptions.list(_, _, customerId)
  if not customers.known(customerId) then return customers.unknown() end
  local answer = answers.collection(stored(customerId))
  answer.links = { self = { uri = path(customerId), method = "GET", headers = array{} } }
  return answers.json(200, answer)
end

return subscriptions
