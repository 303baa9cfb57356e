-- The orders of the sandbox. Pages: create-an-order, get-all-of-a-customer-s-orders, error-codes.
-- Testers choose what happens by what they order: simulator/offers.lua.
local answers = require("simulator.answers")
local customers = require("simulator.customers")
local ids = require("simulator.ids")
local offers = require("simulator.offers")
local orderRequests = require("simulator.orderRequests")
local purchases = require("simulator.purchases")
local subscriptions = require("simulator.subscriptions")
local times = require("simulator.times")
local values = require("values")

local orders = {}

local function stored(customerId)
  return values.table(state.get("orders/" .. customerId)) or array{}
end

function orders.exist(customerId) return #stored(customerId) > 0 end

local function path(customerId) return "/customers/" .. customerId .. "/orders" end

local function link(uri, method) return { uri = uri, method = method, headers = array{} } end

local function lineItem(number, line, orderId)
  return {
    lineItemNumber = number - 1, offerId = line.offerId,
    subscriptionId = ids.of("subscription " .. orderId .. " " .. number),
    termDuration = values.text(line.termDuration), transactionType = "New",
    friendlyName = values.text(line.friendlyName) or line.offerId, quantity = line.quantity,
    links = offers.links(line.offerId),
  }
end

-- Twelve digits as in the pages' examples: the customer's first eight, and which of its orders.
local function newId(customerId)
  return string.format("%s%04x", customerId:sub(1, 8), #stored(customerId) + 1)
end

local function record(customerId, asked, date)
  local id = newId(customerId)
  local uri, lines = path(customerId) .. "/" .. id, array{}
  for number, line in ipairs(asked.lineItems) do lines[number] = lineItem(number, line, id) end
  return {
    id = id, alternateId = id, referenceCustomerId = customerId,
    billingCycle = values.text(asked.billingCycle), currencyCode = "EUR", currencySymbol = "€",
    lineItems = lines, creationDate = date or times.stamp(), status = "pending",
    transactionType = "UserPurchase", client = {},
    links = {
      self = link(uri, "GET"), provisioningStatus = link(uri .. "/provisioningstatus", "GET"),
      patchOperation = link(uri, "PATCH"),
    },
    attributes = { objectType = "Order" },
  }
end

-- What makes two requests the same order.
local function content(asked)
  local lines = {}
  for _, line in ipairs(asked.lineItems) do
    lines[#lines + 1] = string.format(
      "%s %s %s", line.offerId, line.quantity, values.text(line.termDuration) or "")
  end
  return (values.text(asked.billingCycle) or "") .. "\n" .. table.concat(lines, "\n")
end

-- Carries an order out. `asked` has billingCycle and lineItems, as create-an-order has them; `date`
-- is that of one from before the sandbox.
function orders.place(customerId, asked, requestId, date)
  local lines, all = asked.lineItems, stored(customerId)
  local order, slow = record(customerId, asked, date), offers.any(asked.lineItems, "SLOW")
  all[#all + 1] = {
    order = order, content = content(asked),
    listedAt = offers.any(lines, "LATE") and times.after("PT15M") or nil,
    doneAt = slow and times.after("PT1M") or nil, requestId = slow and requestId or nil,
  }
  state.put("orders/" .. customerId, all)
  subscriptions.start(customerId, order)
  return order
end

-- A purchase by somebody else; with a date, one from before the sandbox.
function orders.seed(customerId, date)
  local line = { offerId = "CFQ7TTC0LFLZ:0002:CFQ7TTC0K4TS", quantity = 5, termDuration = "P1M" }
  line.friendlyName = "Microsoft 365 Business Premium"
  return orders.place(customerId, { billingCycle = "monthly", lineItems = { line } }, nil, date)
end

-- A request that was cut off: the id of one that was carried out, or an equal one in progress.
local function begun(customerId, asked, requestId)
  for _, kept in ipairs(stored(customerId)) do
    local inProgress = kept.doneAt and not times.passed(kept.doneAt)
    if inProgress and kept.content == content(asked) then return kept, true end
    if kept.doneAt and kept.requestId == requestId then return kept, false end
  end
  return nil
end

-- Page error-codes, 800060.
local function inProgress()
  return answers.refusal(409, 800060,
    "Your order is in progress. Check your order history for recent orders in few minutes")
end

local function placed(customerId, asked, requestId)
  local order = orders.place(customerId, asked, requestId)
  if offers.any(asked.lineItems, "SLOW") then return answers.empty(504) end
  return answers.json(201, order)
end

function orders.create(request, _, customerId)
  if not customers.known(customerId) then return customers.unknown() end
  local asked = orderRequests.order(request.body)
  local refusal = orderRequests.checkOrder(asked) or purchases.accountRefusal(customerId)
  if refusal then return refusal end
  if purchases.lacksAgreement(customerId, asked.lineItems) then
    return purchases.agreementRefusal(asked.lineItems)
  end
  local requestId = request.headers["ms-requestid"]
  local kept, busy = begun(customerId, asked, requestId)
  if busy then return inProgress() end
  if kept then return answers.json(201, kept.order) end
  return placed(customerId, asked, requestId)
end

-- What is listed may be 15 minutes old.
function orders.list(_, _, customerId)
  if not customers.known(customerId) then return customers.unknown() end
  local items = array{}
  for _, kept in ipairs(stored(customerId)) do
    if not kept.listedAt or times.passed(kept.listedAt) then items[#items + 1] = kept.order end
  end
  local answer = answers.collection(items)
  answer.links = { self = link(path(customerId), "GET") }
  return answers.json(200, answer)
end

return orders
