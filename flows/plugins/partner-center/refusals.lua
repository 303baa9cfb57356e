-- What Partner Center says when it refuses, brought into one form.
-- Pages: error-codes (code + description; 600xxx codes with errorName), api-throttling-guidance
-- (statusCode + message, no code), partner-security-requirements-mandating-mfa (no body at all).
local problems = require("problems")
local values = require("values")

local refusals = {}

-- Page error-codes: the role of the user does not suffice.
local roleCodes = { ["900150"] = true, ["900308"] = true, ["2032"] = true }

-- Codes for which the texts know what to do: `advice-CODE`.
local advised = {
  ["2030"] = true, ["20000"] = true, ["20002"] = true, ["60003"] = true, ["600006"] = true,
  ["400013"] = true, ["400018"] = true, ["400019"] = true, ["800008"] = true, ["800018"] = true,
  ["800073"] = true, ["800074"] = true, ["800075"] = true, ["900123"] = true, ["900124"] = true,
  ["900203"] = true, ["900309"] = true, ["900322"] = true, ["900329"] = true, ["900420"] = true,
}

-- The general error page calls a code text, every example shows a number.
local function code(value)
  if type(value) == "number" then return string.format("%.0f", value) end
  return values.text(value)
end

-- { status, code, text }: code and text are nil where the answer has none.
function refusals.read(answer)
  local body = values.table(answer.body) or {}
  local fault = values.table(body.error) or body
  return {
    status = answer.status,
    code = code(fault.code),
    text = values.text(fault.description) or values.text(fault.message),
  }
end

local function words(refusal)
  local said = tostring(refusal.status)
  if refusal.code then said = said .. "/" .. refusal.code end
  -- It becomes the end of a sentence, whether or not it is one itself.
  if refusal.text then said = said .. " " .. refusal.text:gsub("[%s.]+$", "") end
  return said
end

-- The answer as it came, for a reader who has to make sense of it. A success is left out: it may
-- hold what nobody asked to see.
local function raw(answer)
  if answer.status < 300 or answer.body == null then return nil end
  if type(answer.body) ~= "string" then return answer.body end
  local cut = utf8.offset(answer.body, 2001)
  return cut and answer.body:sub(1, cut - 1) or answer.body
end

local function members(answer, refusal, more)
  local all = {
    code = refusal.code, answer = raw(answer),
    requestId = answer.requestId, correlationId = answer.correlationId,
  }
  for name, value in pairs(more or {}) do all[name] = value end
  return all
end

-- What to do about a code, with a blank before it; nothing where nothing is known.
function refusals.advice(refused)
  return advised[refused] and " " .. flow.text("advice-" .. refused) or ""
end

-- What was refused or not understood, in words: "create the customer: 403/2030 …". `text` is the
-- key of the sentence where somebody else than Partner Center answered.
function refusals.describe(answer, doing, text)
  return flow.text(text or "answered", {
    doing = flow.text(doing), said = words(refusals.read(answer)),
  })
end

-- Never returns. `doing` is the key of a text that says what was tried.
function refusals.raise(answer, doing, more)
  local refusal = refusals.read(answer)
  local detail = refusals.describe(answer, doing)
  local extra = members(answer, refusal, more)
  if refusal.status < 400 then problems.raise("unexpected-answer", detail, extra) end
  if refusal.status == 403 and roleCodes[refusal.code] then
    extra.roles = array{ "AdminAgents", "SalesAgents" }
    problems.raise("not-entitled", detail .. " " .. flow.text("roles-that-may"), extra)
  end
  extra.status = refusal.status
  problems.raise("refused", detail .. refusals.advice(refusal.code), extra)
end

return refusals
