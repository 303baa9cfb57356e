-- A sign-in that only a person can repeat: the consent has expired, or the token lacks MFA.
-- Page: partner-security-requirements-mandating-mfa.
local values = require("values")

local consent = {}

-- Returns once somebody says that the new refresh token is in place. What was refused has not been
-- done and may be sent anew.
function consent.ask(problem)
  flow.prompt{ form = "signIn", context = { said = values.text(problem.error) or "401" } }
end

return consent
