-- What Partner Center says when it does not sell. Pages: error-codes, cart-resources.
local problems = require("problems")
local refusals = require("refusals")
local values = require("values")

local orderRefusals = {}

-- The agreement is missing: in either form of a refusal, or among a checkout's errors.
local agreementMissing = "13605"

-- The customer's account: under review, or refused.
local accountCodes = { ["800073"] = true, ["800074"] = true, ["800075"] = true }

local function raiseKnown(code, detail, members)
  members.code = code
  if code == agreementMissing then problems.raise("agreement-required", detail, members) end
  if accountCodes[code] then
    problems.raise("purchases-blocked", detail .. refusals.advice(code), members)
  end
end

-- Never returns.
function orderRefusals.raise(answer, doing, members)
  local code = refusals.read(answer).code
  local all = flow.merge(members, {
    requestId = answer.requestId, correlationId = answer.correlationId,
  })
  raiseKnown(code, refusals.describe(answer, doing), all)
  refusals.raise(answer, doing, members)
end

local function code(value)
  if type(value) == "number" then return string.format("%.0f", value) end
  return values.text(value)
end

local function said(errors)
  local words = {}
  for number, entry in ipairs(errors) do
    words[number] = table.concat({ code(entry.code) or "?", values.text(entry.description) }, " ")
  end
  return table.concat(words, "; ")
end

-- Errors inside an answer that says 201. What else was ordered is in `members.orders`.
function orderRefusals.raiseErrors(errors, doing, members)
  local detail = flow.text("answered", { doing = flow.text(doing), said = said(errors) })
  if #members.orders > 0 then
    problems.raise("order-incomplete", detail .. " " .. flow.text("order-incomplete-advice"),
      flow.merge(members, { errors = errors }))
  end
  raiseKnown(code(errors[1].code), detail, flow.merge(members, { errors = errors }))
  problems.raise("refused", detail, flow.merge(members, {
    code = code(errors[1].code), errors = errors,
  }))
end

return orderRefusals
