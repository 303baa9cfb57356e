-- Legacy partner attestation: the partner declares who accepted and when.
-- Page: confirm-customer-consent-customer-agreement. Microsoft announced its end for 5 January
-- 2026.
local api = require("api")
local problems = require("problems")
local records = require("records")
local refusals = require("refusals")
local values = require("values")

local legacy = {}

local mostLosses = 4

local function body(attestation)
  local signatory = attestation.signatory
  return {
    primaryContact = {
      firstName = signatory.firstName, lastName = signatory.lastName, email = signatory.email,
      phoneNumber = values.text(signatory.phoneNumber),
    },
    templateId = attestation.templateId,
    dateAgreed = attestation.dateAgreed .. "T00:00:00.000Z",
    type = records.agreementType,
  }
end

local function output(status, record)
  return {
    status = status, signatory = record.signatory, dateAgreed = record.dateAgreed,
    templateId = record.templateId or null, recordedAt = flow.now(),
  }
end

-- What is on file; unreadable after something was sent means that nobody knows.
local function onFile(attestation)
  local list, why, cause = problems.attempt(records.read, attestation.customerId)
  if list then return list end
  return problems.raise("outcome-unknown", flow.text("attestation-unknown", { why = why }), {
    customerId = attestation.customerId, cause = cause,
  })
end

-- After a lost answer: a record that says the same is ours. Without one the same request id goes
-- out again, which Partner Center answers as it did the first time.
local function readBack(attestation, state)
  state.losses = state.losses + 1
  if records.matching(onFile(attestation), attestation) then
    return { status = 201, headers = {}, body = body(attestation), bodyKind = "json" }
  end
  if state.losses >= mostLosses then
    problems.raise("outcome-unknown", flow.text("attestation-lost"), {
      customerId = attestation.customerId,
    })
  end
  return nil
end

-- 600061: this contact has already confirmed. After a lost answer that was ourselves; otherwise
-- what stands is reported with its own contact and date.
local function alreadyConfirmed(attestation, state)
  local list = onFile(attestation)
  if state.losses > 0 and records.matching(list, attestation) then
    return output("attested", attestation)
  end
  local standing = records.standing(list, attestation.customerId)
  if not standing then
    problems.raise("outcome-unknown", flow.text("confirmed-but-unlisted"), {
      customerId = attestation.customerId, code = "600061",
    })
  end
  return output("already-attested", standing)
end

local function send(attestation)
  local state = { losses = 0 }
  local answer = api.send{
    method = "POST", path = "/customers/{id}/agreements",
    parameters = { id = attestation.customerId }, body = body(attestation),
    lost = function() return readBack(attestation, state) end,
  }
  -- Microsoft's API description lists both; the page only 201.
  if answer.status == 200 or answer.status == 201 then return output("attested", attestation) end
  -- No status is documented for this code.
  if refusals.read(answer).code == "600061" then return alreadyConfirmed(attestation, state) end
  return refusals.raise(answer, "doing-attest", { customerId = attestation.customerId })
end

function legacy.check() end

-- Never confirms twice: an acceptance on file is reported, not repeated.
function legacy.attest(attestation)
  local standing = records.standing(
    records.read(attestation.customerId), attestation.customerId, attestation.renewing)
  if standing then return output("already-attested", standing) end
  return send(attestation)
end

return legacy
