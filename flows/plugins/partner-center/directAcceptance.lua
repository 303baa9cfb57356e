-- Has the customer accepted the agreement itself, in the Microsoft 365 admin center?
-- Page: get-direct-sign-status-of-customer-agreement. It tells no day and no person, and says
-- nothing of how soon it changes; there is no event to wait for either.
local api = require("api")
local problems = require("problems")

local directAcceptance = {}

function directAcceptance.read(customerId)
  local members = { customerId = customerId }
  local body = api.read("/customers/{id}/directSignedMicrosoftCustomerAgreementStatus",
    { id = customerId }, nil, "doing-direct", members)
  if type(body.isSigned) ~= "boolean" then
    problems.raise("unexpected-answer", flow.text("no-direct-status"), members)
  end
  return body.isSigned
end

function directAcceptance.readDirectAcceptance(request)
  return { accepted = directAcceptance.read(request.customerId), checkedAt = flow.now() }
end

return directAcceptance
