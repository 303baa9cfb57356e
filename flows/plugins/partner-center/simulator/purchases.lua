-- Whether a customer may buy. Pages: error-codes (13605, 800073 to 800075),
-- retrieve-validation-status, confirm-customer-agreement ("new customers cannot buy until they have
-- accepted").
local answers = require("simulator.answers")
local offers = require("simulator.offers")
local times = require("simulator.times")
local values = require("values")

local purchases = {}

purchases.agreementMissing = 13605
purchases.agreementText = "Either a partner confirmation of the customer acceptance of the "
  .. "Microsoft Customer Agreement must be provided or the customer must accept the Microsoft "
  .. "Customer Agreement in the Microsoft Admin Center before you can complete this purchase"

-- Acceptances declared by a partner before this day had to be renewed; direct ones stay
-- (announcement of the MCA update of 2023).
local oldestDay = "2023-04-01"

local function declared(customerId)
  for _, item in ipairs(values.table(state.get("agreements/" .. customerId)) or {}) do
    if item.type == "MicrosoftCustomerAgreement" and item.dateAgreed >= oldestDay then
      return true
    end
  end
  return false
end

function purchases.isAccepted(customerId)
  return values.table(state.get("direct/" .. customerId)) ~= nil or declared(customerId)
end

local function settled(customerId)
  local since = values.table(state.get("acceptedAt/" .. customerId))
  return not since or times.passed(flow.date.add(since.moment, "PT30S"))
end

-- How long an acceptance takes to count is not documented; SETTLING makes it 30 seconds.
function purchases.noteAcceptance(customerId)
  state.put("acceptedAt/" .. customerId, { moment = flow.now() })
end

function purchases.lacksAgreement(customerId, lines)
  if offers.any(lines, "NEVER") or not purchases.isAccepted(customerId) then return true end
  return offers.any(lines, "SETTLING") and not settled(customerId)
end

-- Status and code are documented, the form is not: a tester has both.
function purchases.agreementRefusal(lines)
  if not offers.any(lines, "CODED") then
    return answers.refusal(403, purchases.agreementMissing, purchases.agreementText)
  end
  return answers.customerRefusal(purchases.agreementMissing, purchases.agreementText,
    "CustomerAgreementNotAccepted", 403)
end

local blocked = {
  UnderReview = {
    800073, "Your customer account is currently under review. Check back in few days.",
  },
  Unknown = {
    800074, "Your customer account is currently under review. Check back in few days.",
  },
  NotAllowed = { 800075, "Your customer account isn't allowed to make purchases." },
}

-- The refusal of a customer whose account Microsoft has not cleared, or nil.
function purchases.accountRefusal(customerId)
  local review = values.table(state.get("review/" .. customerId))
  local refusal = review and blocked[review.status]
  return refusal and answers.refusal(403, refusal[1], refusal[2]) or nil
end

return purchases
