-- Has the customer accepted the agreement itself, in the Microsoft 365 admin center?
-- Page: get-direct-sign-status-of-customer-agreement. It tells no day and no person, and says
-- nothing of how soon it changes; there is no event to wait for either.
local api = require("api")
local notifications = require("notifications")
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

-- True only where the customer has accepted for certain.
function directAcceptance.isCertain(customerId)
  return problems.attempt(directAcceptance.read, customerId) == true
end

-- A direct acceptance in the form of an attestation.
function directAcceptance.report(checkedAt, notice)
  return {
    status = "accepted-directly", signatory = null, dateAgreed = null, templateId = null,
    recordedAt = checkedAt, notice = notice,
    notification = notifications.none("notice-direct"),
  }
end

return directAcceptance
