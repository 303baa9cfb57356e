-- A sign-in that only a person can repeat: the consent has expired, or the token lacks MFA.
-- Pages: partner-security-requirements-mandating-mfa, reference-error-codes (Microsoft Entra).
local problems = require("problems")
local values = require("values")

local consent = {}

-- Neither the user nor an administrator has consented to the application: AADSTS65001, which comes
-- as `consent_required` or as `invalid_grant`.
local function lacksConsent(problem)
  return problem.error == "consent_required"
    or values.contains(values.table(problem.error_codes) or {}, 65001)
end

local function reason(problem)
  local said = { said = values.text(problem.error) or "401" }
  return flow.text(lacksConsent(problem) and "consent-missing" or "sign-in-insufficient", said)
end

-- Returns once somebody says that the new refresh token is in place. What was refused has not been
-- done and may be sent anew.
local function ask(problem)
  flow.prompt{ form = "signIn", context = { why = reason(problem) } }
end

-- The request, with a note of whether an answer to it was lost.
local function noting(request)
  local note = { lost = false }
  if type(request.lost) ~= "function" then return request, note end
  return flow.merge(request, {
    lost = function(repetitions)
      note.lost = true
      return request.lost(repetitions, false)
    end,
  }), note
end

-- The answer of `exchange` to the request, after as many sign-ins as it takes. What was lost before
-- a sign-in is read back once more after it, by `request.lost(nil, true)`.
function consent.persist(exchange, request)
  local noted, note = noting(request)
  while true do
    local ok, answer = pcall(exchange, noted)
    if ok then return answer end
    if problems.kind(answer) ~= "consent-required" then error(answer, 0) end
    ask(answer)
    local found = note.lost and request.lost(nil, true)
    if found then return found end
  end
end

return consent
