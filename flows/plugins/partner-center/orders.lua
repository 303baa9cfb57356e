-- Ordering for a customer. Page: create-an-order.
local api = require("api")
local orderHistory = require("orderHistory")
local orderRefusals = require("orderRefusals")
local refusals = require("refusals")
local values = require("values")

local orders = {}

local mostLosses = 4

-- Members of a line that are the same in an order and in a cart.
function orders.line(given)
  return {
    quantity = given.quantity, termDuration = values.text(given.termDuration),
    partnerIdOnRecord = values.text(given.partnerIdOnRecord),
    attestationAccepted = given.attestationAccepted == true or nil,
  }
end

local function body(order)
  local lines = array{}
  for number, given in ipairs(order.lineItems) do
    lines[number] = flow.merge(
      orders.line(given), { lineItemNumber = number - 1, offerId = given.offerId })
  end
  return {
    billingCycle = values.text(order.billingCycle), lineItems = lines,
    -- About the partner of record, and nothing to do with the customer's agreement; left out, the
    -- order is refused (900206).
    PartnerOnRecordAttestationAccepted = true,
  }
end

local function done(placed) return { status = 201, headers = {}, placed = placed } end

-- After a lost answer: what is listed now and was not before is ours. Else the same request id goes
-- out again, which Partner Center answers as it did the first time. Where that id is spent, or the
-- answers stay lost, only the list can tell, once it must show everything. No page says how long an
-- id is kept; a quarter of an hour is enough, since the list shows the order then.
function orders.readBack(sent, anew)
  sent.losses = sent.losses + 1
  local found = orderHistory.find(sent)
  if found then return done(found) end
  if anew then
    found = orderHistory.await(sent)
    return found and done(found)
  end
  return sent.losses >= mostLosses and done(orderHistory.insist(sent)) or nil
end

-- What was ordered, by an answer that says it was. One that does not show it is read up.
local function placed(answer, sent)
  local order = values.table(answer.body)
  local record = order and orderHistory.record(order)
  return answer.placed or record and array{ record } or orderHistory.insist(sent)
end

-- Ours, if an answer to it was lost; else somebody else's, and ours was refused.
local function inProgress(sent)
  if sent.losses > 0 then return { orders = orderHistory.insist(sent) } end
  return { orders = orderHistory.insistOnOther(sent), inProgressBefore = true }
end

function orders.createOrder(order)
  local sent = orderHistory.expect(order, false)
  local answer = api.send{
    method = "POST", path = "/customers/{id}/orders", parameters = { id = order.customerId },
    body = body(order), lost = function(_, anew) return orders.readBack(sent, anew) end,
  }
  if answer.status == 200 or answer.status == 201 then
    return { orders = placed(answer, sent) }
  end
  -- Page error-codes, 800060: the same order is on its way. Sending it again would make two.
  if refusals.read(answer).code == "800060" then return inProgress(sent) end
  return orderRefusals.raise(answer, "doing-order", { customerId = order.customerId })
end

return orders
