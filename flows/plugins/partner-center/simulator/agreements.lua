-- Agreements and attestations of the sandbox. Pages: get-customer-agreement-metadata,
-- confirm-customer-consent-customer-agreement, get-confirmation-of-customer-agreement,
-- get-direct-sign-status-of-customer-agreement.
--
-- For testers: of a customer whose domain name contains `-norecords` the attestations cannot be
-- read, of one with `-nostatus` the direct status (403/20002, as for a relationship that ended).
local answers = require("simulator.answers")
local audit = require("simulator.audit")
local customers = require("simulator.customers")
local purchases = require("simulator.purchases")
local values = require("values")

local agreements = {}

local customerAgreement = "MicrosoftCustomerAgreement"
local cloudAgreement = "MicrosoftCloudAgreement"

-- The ids that Microsoft published.
local templates = {
  {
    templateId = "117a77b0-9360-443b-8795-c6dedc750cf9", agreementType = customerAgreement,
    agreementLink = "https://aka.ms/customeragreement", versionRank = 0,
  },
  {
    templateId = "998b88de-aa99-4388-a42c-1b3517d49490", agreementType = cloudAgreement,
    agreementLink = "https://docs.microsoft.com/en-us/partner-center/agreements", versionRank = 0,
  },
}

-- Left out, the older agreement is meant, without a warning. Nil for a type that does not exist.
local function wantedType(request)
  local wanted = values.table(request.query) and values.text(request.query.agreementType)
    or cloudAgreement
  local exists = wanted == "*" or wanted == customerAgreement or wanted == cloudAgreement
  return exists and wanted or nil
end

local function invalid(field) return answers.refusal(400, 3000, "Invalid property: " .. field) end

function agreements.templates(request)
  local wanted = wantedType(request)
  if not wanted then return invalid("agreementType") end
  local items = array{}
  for _, template in ipairs(templates) do
    if wanted == "*" or template.agreementType == wanted then items[#items + 1] = template end
  end
  return answers.marked(200, answers.collection(items))
end

local function stored(id) return values.table(state.get("agreements/" .. id)) or array{} end

-- Nil unless there is no such customer, or its domain name is marked as unreadable.
local function refusedReading(id, mark)
  local customer = customers.known(id)
  if not customer then return customers.unknown(id) end
  if not customer.companyProfile.domain:find(mark, 1, true) then return nil end
  return answers.refusal(403, 20002,
    "The partner has no commerce relationship with the customer ID " .. id .. ".")
end

function agreements.list(request, _, id)
  local wanted = wantedType(request)
  if not wanted then return invalid("agreementType") end
  local refusal = refusedReading(id, "-norecords")
  if refusal then return refusal end
  local items = array{}
  for _, item in ipairs(stored(id)) do
    if wanted == "*" or item.type == wanted then items[#items + 1] = item end
  end
  return answers.marked(200, answers.collection(items))
end

function agreements.template(id)
  for _, template in ipairs(templates) do
    if template.templateId == id then return template end
  end
  return nil
end

local function keep(id, item)
  local items = stored(id)
  items[#items + 1] = item
  state.put("agreements/" .. id, items)
end

-- The template decides which agreement is confirmed; `type` is not held against it. Dates come
-- back without a zone.
local function record(contact, template, day)
  return {
    primaryContact = contact, templateId = template.templateId, type = template.agreementType,
    dateAgreed = day .. "T00:00:00", agreementLink = template.agreementLink,
  }
end

function agreements.seed(id, contact, day) keep(id, record(contact, templates[1], day)) end

local function checkContact(contact)
  for _, name in ipairs{ "firstName", "lastName", "email" } do
    if not values.text(contact[name]) then return invalid("primaryContact." .. name) end
  end
  -- Left out when there is none.
  if contact.phoneNumber ~= nil and not values.text(contact.phoneNumber) then
    return invalid("primaryContact.phoneNumber")
  end
  return nil
end

-- The day, or nil for what is no date in UTC or in the future. The page of the portal forbids
-- later dates; which code the API has for one is not documented.
local function soundDay(text)
  local sound = type(text) == "string"
    and text:find("^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d%.?%d*Z?$")
  local day = sound and text:sub(1, 10)
  if not day or not flow.date.is_day(day) or day > flow.now():sub(1, 10) then return nil end
  return day
end

local function text(value) return (values.text(value) or ""):lower() end

-- 600061 unless one of these four values changed; the date is not among them.
local function isSame(left, right)
  for _, name in ipairs{ "firstName", "lastName", "email", "phoneNumber" } do
    if text(left[name]) ~= text(right[name]) then return false end
  end
  return true
end

local function confirmedBy(id, contact, template)
  for _, item in ipairs(stored(id)) do
    if item.type == template.agreementType and isSame(item.primaryContact, contact) then
      return true
    end
  end
  return false
end

local function audited(request, caller, id, body)
  audit.keep(request, caller, {
    operation = "create_agreement", resource = "agreement", customer = customers.known(id),
    value = {
      UserId = caller.user.oid, TemplateId = body.templateId, DateAgreed = body.dateAgreed,
      Type = body.type,
    },
  })
end

local function confirm(request, caller, id, template, day)
  local body = request.body
  keep(id, record(body.primaryContact, template, day))
  audited(request, caller, id, body)
  purchases.noteAcceptance(id)
  return answers.json(201, {
    userId = caller.user.oid, primaryContact = body.primaryContact, templateId = body.templateId,
    dateAgreed = body.dateAgreed, type = body.type,
  })
end

function agreements.create(request, caller, id)
  if not customers.known(id) then return customers.unknown(id) end
  local body = values.table(request.body) or {}
  local contact = values.table(body.primaryContact)
  local refusal = contact and checkContact(contact) or not contact and invalid("primaryContact")
  if refusal then return refusal end
  local template, day = agreements.template(body.templateId), soundDay(body.dateAgreed)
  if not template then return invalid("templateId") end
  if not day then return invalid("dateAgreed") end
  if body.type ~= customerAgreement and body.type ~= cloudAgreement then return invalid("type") end
  if confirmedBy(id, contact, template) then
    return answers.customerRefusal(600061,
      "A partner confirmed agreement already exists for the customer.",
      "PartnerConfirmedAgreementAlreadyExists")
  end
  return confirm(request, caller, id, template, day)
end

function agreements.acceptDirectly(id) state.put("direct/" .. id, { isSigned = true }) end

function agreements.directStatus(_, _, id)
  local refusal = refusedReading(id, "-nostatus")
  if refusal then return refusal end
  local direct = values.table(state.get("direct/" .. id))
  return answers.json(200, { isSigned = direct ~= nil })
end

return agreements
