-- The acceptances that partners have declared for a customer.
-- Page: get-confirmation-of-customer-agreement.
local acceptance = require("acceptance")
local api = require("api")
local contacts = require("contacts")
local problems = require("problems")
local values = require("values")

local records = {}

-- Left out, the list is that of an older agreement, without a warning.
records.agreementType = "MicrosoftCustomerAgreement"

local function record(item)
  return {
    signatory = contacts.normalised(item.primaryContact), dateAgreed = values.day(item.dateAgreed),
    templateId = values.text(item.templateId),
  }
end

-- All records of this agreement. An answer without a list is no empty list: it says nothing.
function records.read(customerId)
  local members = { customerId = customerId }
  local body = api.read("/customers/{id}/agreements", { id = customerId },
    { agreementType = records.agreementType }, "doing-records", members)
  local items = values.table(body.items)
  if not items then problems.raise("unexpected-answer", flow.text("no-items"), members) end
  local found = {}
  for _, item in ipairs(items) do
    local kind = values.text(item.type) or records.agreementType
    if kind == records.agreementType then found[#found + 1] = record(item) end
  end
  return found
end

-- The order of the list is not documented.
function records.newest(list)
  local newest
  for _, candidate in ipairs(list) do
    local day = candidate.dateAgreed or ""
    if not newest or day > (newest.dateAgreed or "") then newest = candidate end
  end
  return newest
end

-- The record that says what `sent` says: the same person, day and agreement.
function records.matching(list, sent)
  for _, candidate in ipairs(list) do
    if candidate.dateAgreed == sent.dateAgreed and candidate.templateId == sent.templateId
      and contacts.same(candidate.signatory, sent.signatory) then
      return candidate
    end
  end
  return nil
end

-- The acceptance that stands, with its own contact and date; nil when there is none. One that no
-- longer counts needs a person to decide; `renewing` says that one has.
function records.standing(list, customerId, renewing)
  local newest = records.newest(list)
  if not newest then return nil end
  local members = { customerId = customerId, onFile = newest }
  if not newest.dateAgreed then
    problems.raise("unexpected-answer", flow.text("record-without-date"), members)
  end
  if acceptance.tooOld(newest.dateAgreed) then
    if renewing then return nil end
    problems.raise("agreement-too-old", flow.text("record-too-old", {
      date = newest.dateAgreed, oldest = acceptance.oldestDay,
    }), members)
  end
  return newest
end

return records
