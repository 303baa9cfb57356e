-- What to order. What the input states is not asked.
local questions = require("questions")
local values = require("values")

local orderQuestions = {}

local function askLines()
  local lines = array{}
  repeat
    local answer = flow.prompt{
      form = "orderLine", context = { number = tostring(#lines + 1) },
    }
    lines[#lines + 1] = {
      offerId = answer.offerId, quantity = answer.quantity,
      termDuration = values.text(answer.termDuration),
    }
  until not answer.another
  return lines
end

function orderQuestions.askOrder(request)
  local order = values.table(request.given.order) or {}
  local lines = values.table(order.lineItems)
  local asksLines = not lines or #lines == 0
  if asksLines then order = flow.merge(order, { lineItems = askLines() }) end
  local given, asked = questions.ask("order", flow.merge(request.given, { order = order }))
  return { given = given, asked = (asksLines or asked) or nil }
end

return orderQuestions
