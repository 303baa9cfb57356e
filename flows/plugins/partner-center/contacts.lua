-- A person at the customer: first name, last name, e-mail and, if there is one, phone number.
local values = require("values")

local contacts = {}

-- Names of Address on the page create-a-customer; the agreement's contact states no limit.
local maximumName = 50

-- Names that can never receive mail (RFC 2606, RFC 6762). `example` is left to Partner Center: the
-- documentation, and so the sandbox, is full of it.
local unreachable = { invalid = true, localhost = true, test = true, ["local"] = true }

function contacts.normalised(contact)
  contact = values.table(contact) or {}
  return {
    firstName = values.text(contact.firstName),
    lastName = values.text(contact.lastName),
    email = values.text(contact.email),
    phoneNumber = values.text(contact.phoneNumber),
  }
end

local function validDomain(domain)
  for label in (domain .. "."):gmatch("([^.]*)%.") do
    if #label > 63 or not label:find("^%w[%w-]*$") or label:find("%-$") then return false end
  end
  local top = domain:match("%.([^.]+)$")
  if not top or unreachable[top:lower()] then return false end
  return top:find("^%a%a+$") ~= nil or top:lower():find("^xn%-%-") ~= nil
end

-- Whether mail could arrive there, judging by the looks. Worth the trouble: Partner Center makes
-- the tenant first, refuses a bad e-mail then, and the domain name is lost (code 27002).
function contacts.looksDeliverable(email)
  if #email > 254 then return false end
  local name, domain = email:match("^([^%s@%c<>(),;:\\\"]+)@([^@]+)$")
  if not name or #name > 64 then return false end
  if name:find("^%.") or name:find("%.$") or name:find("..", 1, true) then return false end
  return validDomain(domain)
end

local function checkName(name, field, violations)
  if not name then return violations:add(field, "required") end
  if values.length(name) > maximumName then
    violations:add(field, "too-long", { maximum = tostring(maximumName) })
  end
  if name:find("%c") then violations:add(field, "control-characters") end
end

-- The primary contact of a new customer is `contact`: a bad e-mail costs more there.
local function undeliverable(field)
  return field == "contact" and "email-undeliverable-new" or "email-undeliverable"
end

function contacts.check(contact, field, violations)
  checkName(contact.firstName, field .. ".firstName", violations)
  checkName(contact.lastName, field .. ".lastName", violations)
  if not contact.email then
    violations:add(field .. ".email", "required")
  elseif not contacts.looksDeliverable(contact.email) then
    violations:add(field .. ".email", undeliverable(field))
  end
  if contact.phoneNumber and contact.phoneNumber:find("%c") then
    violations:add(field .. ".phoneNumber", "control-characters")
  end
end

-- A contact that Partner Center lists may lack anything.
function contacts.inWords(contact)
  local words = string.format("%s %s <%s>", values.text(contact.firstName) or "?",
    values.text(contact.lastName) or "?", values.text(contact.email) or "?")
  local phoneNumber = values.text(contact.phoneNumber)
  return phoneNumber and words .. ", " .. phoneNumber or words
end

-- Whether `stored`, as Partner Center lists it, is the person that was `sent`. A listed contact may
-- lack its phone number (page get-confirmation-of-customer-agreement) or write it differently.
function contacts.same(stored, sent)
  local left, right = contacts.normalised(stored), contacts.normalised(sent)
  return left.firstName == right.firstName and left.lastName == right.lastName
    and (left.email or ""):lower() == (right.email or ""):lower()
end

return contacts
