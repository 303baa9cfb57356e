-- What is attested for a customer: who accepted the agreement, on which day, and that it is so.
-- Page: confirm-customer-agreement ("Attest for existing customers").
local acceptance = require("acceptance")
local contacts = require("contacts")
local corrections = require("corrections")
local questions = require("questions")
local values = require("values")
local violations = require("violations")

local attestations = {}

local function isComplete(given)
  local signatory = contacts.normalised(given.signatory)
  return given.accepted == true and signatory.firstName and signatory.lastName and signatory.email
end

-- Signatory and day, with everything added to `found` that is wrong with the attestation.
local function checked(attestation, country, found)
  local signatory = contacts.normalised(attestation.signatory)
  contacts.check(signatory, "signatory", found)
  acceptance.checkConfirmed(attestation.accepted, "accepted", found)
  return signatory, acceptance.checkedDay(attestation.dateAgreed, "dateAgreed", country, found)
end

local function wrong(given, country)
  local found = violations.new()
  local _, day = checked(given, country, found)
  if flow.date.is_day(day) then acceptance.checkAge(day, "dateAgreed", found) end
  return found.list
end

-- The box is never proposed: it is ticked or it is not.
local function proposed(defaults, country)
  defaults = values.table(defaults) or {}
  return {
    signatory = values.table(defaults.signatory),
    dateAgreed = values.text(defaults.dateAgreed) or acceptance.latestDay(country),
  }
end

-- What a person answers is asked until it fits; what the input states entirely is not asked.
function attestations.askAttestation(request)
  local given, country = request.given, request.country
  if isComplete(given) then return { given = given } end
  local answered, asked = questions.ask("attestation", given, {
    defaults = proposed(request.defaults, country),
    title = values.text(request.title), help = values.text(request.help),
  })
  if not asked then return { given = given } end
  given = answered
  local remaining = wrong(given, country)
  while #remaining > 0 do
    given = corrections.askCorrection{
      given = given, violations = remaining, country = country,
    }.given
    remaining = wrong(given, country)
  end
  return { given = given, asked = true }
end

-- What is to be attested, complete and sound; the problem names every field that is not.
function attestations.checkAttestation(request)
  local found = violations.new()
  local signatory, day = checked(request.attestation, request.country, found)
  found:raise()
  acceptance.raiseTooOld(day, "dateAgreed")
  return { signatory = signatory, dateAgreed = day }
end

-- An acceptance on file no longer counts. The same contact cannot be confirmed again (600061), so a
-- person says who has accepted since, whatever the input states: that is only proposed.
-- Page: confirm-customer-consent-customer-agreement.
function attestations.askRenewal(request)
  local country = request.country
  local renewed = attestations.askAttestation{
    given = {}, country = country, defaults = request.defaults,
    title = flow.text("renewal.title"), help = flow.text("renewal", { detail = request.detail }),
  }
  return attestations.checkAttestation{ attestation = renewed.given, country = country }
end

-- An answer at its moment; the customer's own day is looked at later.
function attestations.validate(answer, asked, now)
  local found = violations.new()
  contacts.check(contacts.normalised(answer.signatory), "signatory", found)
  acceptance.checkAnswer(answer.dateAgreed, "dateAgreed", now, found)
  return found:among(asked.fields)
end

return attestations
