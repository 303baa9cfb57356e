-- What a customer has ordered, and whether an order that was sent is among it.
-- Page: get-all-of-a-customer-s-orders ("it can take up to 15 minutes until an order is listed").
local api = require("api")
local problems = require("problems")
local values = require("values")

local orderHistory = {}

-- Longer than the delay of the list. The first pauses are short, since most orders show at once.
local pauses = { "PT5S", "PT10S", "PT15S", "PT30S", "PT1M", "PT2M", "PT4M", "PT8M30S" }

local function lineItem(item)
  return {
    offerId = values.text(item.offerId), quantity = item.quantity,
    termDuration = values.text(item.termDuration), name = values.text(item.friendlyName),
    subscriptionId = values.text(item.subscriptionId),
  }
end

-- An order as Partner Center describes it; nil when it has no id.
function orderHistory.record(order)
  local id = values.text(order.id)
  if not id then return nil end
  local lines = array{}
  for _, item in ipairs(values.table(order.lineItems) or {}) do
    lines[#lines + 1] = lineItem(item)
  end
  return {
    orderId = id, status = values.text(order.status), lineItems = lines,
    billingCycle = values.text(order.billingCycle), createdAt = values.text(order.creationDate),
  }
end

local months = {
  Jan = "01", Feb = "02", Mar = "03", Apr = "04", May = "05", Jun = "06", Jul = "07", Aug = "08",
  Sep = "09", Oct = "10", Nov = "11", Dec = "12",
}

-- When Partner Center answered by its own clock, which also dates the orders; ours where it does
-- not say.
local function answeredAt(answer)
  local day, month, year, time = (answer.headers.date or "")
    :match("^%a+, (%d%d) (%a%a%a) (%d%d%d%d) (%d%d:%d%d:%d%d) GMT$")
  if not months[month] then return flow.now() end
  return year .. "-" .. months[month] .. "-" .. day .. "T" .. time .. "Z"
end

local function read(customerId)
  local members = { customerId = customerId }
  local answer = api.send{
    method = "GET", path = "/customers/{id}/orders", parameters = { id = customerId },
  }
  local items = values.table(api.expect(answer, 200, "doing-orders", members).items)
  if not items then problems.raise("unexpected-answer", flow.text("no-items"), members) end
  local list = array{}
  for _, item in ipairs(items) do list[#list + 1] = orderHistory.record(item) end
  return list, answeredAt(answer)
end

function orderHistory.readOrders(request)
  return { orders = (read(request.customerId)) }
end

-- What is about to be sent, with what is needed to know it again: the orders there are already, and
-- the time. `apart`: its lines may become several orders, as those of a cart.
function orderHistory.expect(order, apart)
  local list, at = read(order.customerId)
  local known = {}
  for _, record in ipairs(list) do known[record.orderId] = true end
  return { order = order, apart = apart, known = known, at = at, losses = 0 }
end

local function plain(text) return ((values.text(text) or ""):lower():gsub("[%s_]", "")) end

-- What was left to Partner Center to choose is not compared.
local function agree(sent, listed) return not values.text(sent) or plain(sent) == plain(listed) end

local function isSame(sent, listed, record, order)
  return plain(sent.offerId) == plain(listed.offerId) and sent.quantity == listed.quantity
    and agree(sent.termDuration, listed.termDuration)
    and agree(order.billingCycle, record.billingCycle)
end

-- The lines that remain of those sent when the record's are taken away; nil when it has others.
local function without(lines, record, order)
  local left = {}
  for number, sent in ipairs(lines) do left[number] = sent end
  for _, listed in ipairs(record.lineItems) do
    local position
    for number, sent in ipairs(left) do
      if not position and isSame(sent, listed, record, order) then position = number end
    end
    if not position then return nil end
    table.remove(left, position)
  end
  return left
end

-- The page writes UTC, with or without a `Z`.
local function epoch(moment)
  local ok, date = pcall(function()
    return flow.date.parse(moment:find("[Zz]$") and moment or moment .. "Z")
  end)
  return ok and date.epoch or nil
end

-- Records that were not there before and hold nothing but what was sent. One without a readable
-- date may be of any time.
local function candidates(list, sent)
  local found, undated = {}, false
  for _, record in ipairs(list) do
    local left = not sent.known[record.orderId] and #record.lineItems > 0
      and without(sent.order.lineItems, record, sent.order)
    local created = left and epoch(record.createdAt or "")
    if left and (sent.apart or #left == 0) and not (created and created < epoch(sent.at)) then
      found[#found + 1] = record
      undated = undated or not created
    end
  end
  return found, undated
end

-- The records that together are what was sent, nil when they are not (yet), and whether more than
-- one answer is possible.
local function settled(list, sent)
  local found, undated = candidates(list, sent)
  local left = sent.order.lineItems
  for _, record in ipairs(found) do
    left = without(left, record, sent.order)
    if not left then return nil, true end
  end
  if #found == 0 or #left > 0 then return nil, false end
  return array(found), undated
end

local function raiseUnknown(sent, text, words, more)
  problems.raise("outcome-unknown", flow.text(text, words or {}), flow.merge(
    { customerId = sent.order.customerId }, more))
end

-- The orders that carry out what was sent; nil when none is listed.
function orderHistory.find(sent)
  local list, why, cause = problems.attempt(read, sent.order.customerId)
  if not list then raiseUnknown(sent, "order-unknown", { why = why }, { cause = cause }) end
  local found, doubtful = settled(list, sent)
  if doubtful then raiseUnknown(sent, "order-doubtful") end
  return found
end

-- The same, until the list must show it.
function orderHistory.await(sent)
  for _, pause in ipairs(pauses) do
    local found = orderHistory.find(sent)
    if found then return found end
    flow.sleep(pause)
  end
  return orderHistory.find(sent)
end

-- The same, where it was done for all that is known.
function orderHistory.insist(sent)
  return orderHistory.await(sent) or raiseUnknown(sent, "order-unlisted")
end

-- An equal order that somebody else has in progress was begun before ours was sent, if not longer
-- ago than the list may be late; it may have been listed then.
function orderHistory.insistOnOther(sent)
  return orderHistory.insist(flow.merge(sent, {
    known = {}, at = flow.date.add(sent.at, "-PT15M"),
  }))
end

return orderHistory
