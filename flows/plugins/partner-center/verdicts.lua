-- Has the customer accepted? Two readings answer together: an attestation says nothing of a direct
-- acceptance, nor the other way round. Pages: get-confirmation-of-customer-agreement,
-- get-direct-sign-status-of-customer-agreement.
--
--   attestations   direct           verdict
--   some           any, even none   attested
--   none, unread   true             accepted-directly
--   none           false            not-accepted
--   none           unread           unknown
--   unread         false, unread    unknown
local acceptance = require("acceptance")
local contacts = require("contacts")
local directAcceptance = require("directAcceptance")
local notifications = require("notifications")
local problems = require("problems")
local records = require("records")

local verdicts = {}

local function readRecords(customerId)
  return array(records.sorted(records.read(customerId), { customerId = customerId }))
end

local function verdict(list, direct)
  if list and #list > 0 then return "attested" end
  if direct == true then return "accepted-directly" end
  if list and direct == false then return "not-accepted" end
  return "unknown"
end

-- Only attestations had to be renewed, direct acceptances not.
local function isStale(list, direct)
  return list ~= nil and #list > 0 and direct ~= true and acceptance.tooOld(list[1].dateAgreed)
end

local function inWords(found)
  local newest = found.verdict == "attested" and found.records[1]
  if not newest then return flow.text("verdict-" .. found.verdict) end
  local text = "verdict-attested"
  if found.stale then text = "verdict-stale" end
  if acceptance.tooOld(newest.dateAgreed) and found.direct == true then text = "verdict-both" end
  return flow.text(text, {
    signatory = contacts.inWords(newest.signatory), date = newest.dateAgreed,
    oldest = acceptance.oldestDay,
  })
end

-- `records` is null where the list could not be read, `direct` where the status could not.
function verdicts.readAcceptance(request)
  local customerId, checkedAt = request.customerId, flow.now()
  local direct, directWhy = problems.attempt(directAcceptance.read, customerId)
  -- Comes last, so that a run that faults for want of it reads it again when it is retried.
  local list, recordsWhy = problems.attempt(readRecords, customerId)
  local why = recordsWhy and directWhy and recordsWhy .. " " .. directWhy
  local found = {
    customerId = customerId, verdict = verdict(list, direct), stale = isStale(list, direct),
    records = list or null, direct = direct == nil and null or direct,
    why = why or recordsWhy or directWhy, checkedAt = checkedAt,
  }
  found.notice = inWords(found) .. (found.why and " " .. found.why or "")
  return found
end

-- An acceptance that counts, in the form of an attestation: nothing is attested, and what is on
-- file is told with its own contact and date.
function verdicts.reportAcceptance(request)
  local found = request.acceptance
  local newest = found.verdict == "attested" and found.records[1]
  if newest and not acceptance.tooOld(newest.dateAgreed) then
    return {
      status = "already-attested", signatory = newest.signatory, dateAgreed = newest.dateAgreed,
      templateId = newest.templateId or null, recordedAt = found.checkedAt,
      notice = found.notice, notification = notifications.none("notice-not-expected"),
    }
  end
  if found.direct ~= true then error("no acceptance is on file that counts") end
  return directAcceptance.report(found.checkedAt, found.notice)
end

return verdicts
