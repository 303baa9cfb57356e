-- Who is invited: a person at the customer.
local contacts = require("contacts")
local questions = require("questions")
local violations = require("violations")

local recipients = {}

-- Mail addresses of RFC 5322 are ASCII.
function recipients.check(contact, found)
  contacts.check(contact, "contact", found)
  if contact.email and contact.email:find("[\128-\255]") then
    found:add("contact.email", "email-not-ascii")
  end
end

-- Asks for what neither the input nor the customer's billing profile tells of the person.
function recipients.askRecipient(request)
  local known = flow.merge(
    contacts.normalised(request.contact), contacts.normalised(request.given.contact))
  local given, asked = questions.ask(
    "recipient", flow.merge(request.given, { contact = known }))
  return { given = given, asked = asked or nil }
end

function recipients.validate(answer, asked)
  local found = violations.new()
  recipients.check(contacts.normalised(answer.contact), found)
  return found:among(asked.fields)
end

function recipients.checkRecipient(request)
  local contact, found = contacts.normalised(request.contact), violations.new()
  recipients.check(contact, found)
  found:raise()
  return { contact = contact }
end

return recipients
