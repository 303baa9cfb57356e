-- Attesting that a customer accepted the Microsoft Customer Agreement.
-- Page: confirm-customer-consent-customer-agreement.
local api = require("api")
local contacts = require("contacts")
local directAcceptance = require("directAcceptance")
local notifications = require("notifications")
local problems = require("problems")
local records = require("records")
local strategies = require("strategies")
local values = require("values")

local agreements = {}

local function rank(item) return type(item.versionRank) == "number" and item.versionRank or 0 end

-- Page get-customer-agreement-metadata. Answers say `agreementType`, the table of the page `type`.
local function newestTemplate(items)
  local newest
  for _, item in ipairs(items) do
    local kind = values.text(item.agreementType) or values.text(item.type)
    if kind == records.agreementType and values.text(item.templateId)
      and (not newest or rank(item) > rank(newest)) then
      newest = item
    end
  end
  return newest
end

function agreements.readAgreementTemplate()
  local body = api.read(
    "/agreements", nil, { agreementType = records.agreementType }, "doing-template")
  local template = newestTemplate(values.table(body.items) or {})
  if not template then problems.raise("unexpected-answer", flow.text("no-template")) end
  return {
    templateId = values.text(template.templateId),
    agreementLink = values.text(template.agreementLink),
  }
end

-- Attests by the strategy that is set, and says which e-mail to expect of it. Questions may have
-- taken days, so that the customer has accepted meanwhile: `checkDirect` reads that once more.
function agreements.createAgreement(attestation)
  local attest = strategies.current().attest
  if attestation.checkDirect and directAcceptance.isCertain(attestation.customerId) then
    return directAcceptance.report(flow.now(), flow.text("verdict-accepted-directly"))
  end
  local made = attest(attestation)
  local isNew = made.status == "attested"
  made.notification = isNew and notifications.expected(attestation.contact, made.recordedAt)
    or notifications.none("notice-not-expected")
  made.notice = flow.text(isNew and "attested-now" or "attested-before", {
    signatory = contacts.inWords(made.signatory), date = made.dateAgreed,
  })
  return made
end

local pauses = { "PT5S", "PT10S", "PT20S", "PT40S" }

-- Reads back what was attested; the list may need a moment.
function agreements.confirmAgreement(attestation)
  for attempt = 0, #pauses do
    if attempt > 0 then flow.sleep(pauses[attempt]) end
    local list = records.read(attestation.customerId)
    if records.matching(list, attestation) then return { listed = true } end
  end
  return problems.raise("attestation-not-listed", flow.text("not-listed"), {
    customerId = attestation.customerId,
  })
end

return agreements
