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

local function isNewer(left, right) return (left.dateAgreed or "") > (right.dateAgreed or "") end

-- The newest first; the order of the list is not documented. Where none counts for certain, one
-- without a date may be the one that does, so nothing is concluded.
function records.sorted(list, members)
  table.sort(list, isNewer)
  local newest, oldest = list[1], list[#list]
  local counts = newest and newest.dateAgreed and not acceptance.tooOld(newest.dateAgreed)
  if newest and not counts and not oldest.dateAgreed then
    problems.raise("unexpected-answer", flow.text("record-without-date"), members)
  end
  return list
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
  local members = { customerId = customerId }
  local newest = records.sorted(list, members)[1]
  if not newest or not acceptance.tooOld(newest.dateAgreed) then return newest end
  if renewing then return nil end
  members.onFile = newest
  return problems.raise("agreement-too-old", flow.text("record-too-old", {
    date = newest.dateAgreed, oldest = acceptance.oldestDay,
  }), members)
end

return records
