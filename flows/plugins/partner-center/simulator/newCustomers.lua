-- What Partner Center refuses in a request for a new customer. Page: create-a-customer.
local answers = require("simulator.answers")
local countries = require("simulator.countries")
local regex = require("regex")
local values = require("values")

local newCustomers = {}

local suffix = ".onmicrosoft.com"

-- Top-level domains that exist, as far as a sandbox needs them; two letters are a country's.
local known = {}
for name in ([[com net org info biz edu gov mil int name pro aero coop museum jobs mobi travel tel
  cat asia app dev cloud online shop site store tech paris bzh alsace corsica example]])
  :gmatch("%a+") do
  known[name] = true
end

function newCustomers.reaches(email)
  local top = email:match("^[^@%s]+@[^@%s]+%.(%a+)$")
  return top ~= nil and (#top == 2 or known[top:lower()] == true)
end

local function invalid(field) return answers.refusal(400, 3000, "Invalid property: " .. field) end

local function checkLengths(address)
  for _, rule in ipairs{
    { "firstName", 1, 50 }, { "lastName", 1, 50 }, { "addressLine1", 1, 200 },
    { "addressLine2", 0, 200 }, { "city", 1, 200 }, { "country", 2, 2 }, { "state", 0, 2 },
  } do
    local name, minimum, maximum = rule[1], rule[2], rule[3]
    local length = values.length(values.text(address[name]) or "")
    if length < minimum or length > maximum then return invalid(name) end
  end
  return nil
end

-- Page error-codes, 600002 and 600049 to 600051.
local function checkRegistration(number, phone, rules)
  local required = rules.customerOrganizationRegistrationNumberRequired
  local pattern = rules.customerOrganizationRegistrationNumberRegex
  if number and not required then
    return answers.customerRefusal(600002, "Organization registration ID value isn't supported")
  end
  if required and not number then
    return answers.customerRefusal(600049, "Organization registration ID information is missing")
  end
  if number and not regex.matches(pattern, number) then
    return answers.customerRefusal(600050,
      "Organization registration ID information is invalid and should be of the format " .. pattern)
  end
  if rules.customerOrganizationPhoneNumberRequired and not phone then
    return answers.customerRefusal(600051, "Customer phone number is missing")
  end
  return nil
end

local function checkPlace(address, culture, rules)
  if #rules.supportedStatesList > 0
    and not values.contains(rules.supportedStatesList, address.state) then
    return invalid("state")
  end
  if not regex.matches(rules.postalCodeRegex, values.text(address.postalCode) or "") then
    return invalid("postalCode")
  end
  if not values.contains(rules.supportedCulturesList, culture) then return invalid("culture") end
  return nil
end

local function checkDomain(domain)
  local prefix = domain and domain:lower():sub(-#suffix) == suffix and domain:sub(1, -#suffix - 1)
  if prefix and #prefix >= 1 and #prefix <= 27 and not prefix:find("[^%w-]") then return nil end
  return invalid("domain")
end

local function checkRequired(billing)
  for _, name in ipairs{ "email", "culture", "language", "companyName" } do
    if not values.text(billing[name]) then return invalid(name) end
  end
  if not billing.language:find("^%l%l$") then return invalid("language") end
  return nil
end

-- The refusal, or nil when the order may be carried out.
function newCustomers.check(order)
  -- A password in the request is refused.
  if order.userCredentials ~= nil then return invalid("userCredentials") end
  local company, billing = values.table(order.companyProfile), values.table(order.billingProfile)
  local address = billing and values.table(billing.defaultAddress)
  if not company or not address then return invalid("billingProfile") end
  local refusal = checkDomain(values.text(company.domain)) or checkRequired(billing)
    or checkLengths(address)
  if refusal then return refusal end
  local rules = countries.of(address.country)
  if not rules then
    return answers.refusal(400, 20000, "The current country is not supported.")
  end
  return checkPlace(address, billing.culture, rules) or checkRegistration(
    values.text(company.organizationRegistrationNumber), values.text(address.phoneNumber), rules)
end

return newCustomers
