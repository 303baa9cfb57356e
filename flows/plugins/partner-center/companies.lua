-- The customer's company and its address, held against the rules of its country.
-- Page: create-a-customer.
local regex = require("regex")
local values = require("values")

local companies = {}

function companies.normalisedAddress(address)
  address = values.table(address) or {}
  return {
    line1 = values.text(address.line1), line2 = values.text(address.line2),
    city = values.text(address.city), state = values.text(address.state),
    postalCode = values.text(address.postalCode), country = values.text(address.country),
  }
end

function companies.normalised(company)
  company = values.table(company) or {}
  local domain = values.text(company.domain)
  return {
    name = values.text(company.name),
    domain = domain and domain:lower(),
    address = companies.normalisedAddress(company.address),
    organizationRegistrationNumber = values.text(company.organizationRegistrationNumber),
  }
end

-- A pattern that is not understood decides nothing: Partner Center has the last word.
local function breaks(pattern, text)
  return pattern ~= nil and pattern ~= null and regex.matches(pattern, text) == false
end

local function checkText(text, field, violations, maximum)
  if not text then return end
  if maximum and values.length(text) > maximum then
    violations:add(field, "too-long", { maximum = tostring(maximum) })
  end
  if text:find("%c") then violations:add(field, "control-characters") end
end

local function checkRequired(text, field, violations, maximum)
  if not text then violations:add(field, "required") end
  checkText(text, field, violations, maximum)
end

local function checkState(state, rules, violations)
  local field = "company.address.state"
  if not state then
    if rules.stateRequired then
      violations:add(field, "required-in-country", { country = rules.country })
    end
  elseif #rules.states > 0 and not values.contains(rules.states, state) then
    violations:add(field, "state-unknown", { states = table.concat(rules.states, ", ") })
  end
end

local function checkPostalCode(postalCode, rules, violations)
  local field = "company.address.postalCode"
  if not postalCode then
    if rules.postalCodeRequired then
      violations:add(field, "required-in-country", { country = rules.country })
    end
  elseif breaks(rules.postalCodePattern, postalCode) then
    violations:add(field, "postal-code-malformed", {
      country = rules.country, pattern = rules.postalCodePattern,
    })
  end
end

local function checkAddress(address, violations)
  checkRequired(address.line1, "company.address.line1", violations, 200)
  checkText(address.line2, "company.address.line2", violations, 200)
  checkRequired(address.city, "company.address.city", violations)
end

-- Page verify-domain-availability shows full names. The length is the one that Microsoft's
-- PowerShell module accepts.
local function checkDomain(domain, violations)
  local field, suffix = "company.domain", "." .. flow.setting("domainSuffix"):lower()
  if not domain then return violations:add(field, "required") end
  local prefix = domain:sub(1, -#suffix - 1)
  local named = domain:sub(-#suffix) == suffix and #prefix <= 27
    and prefix:find("^%w[%w-]*$") and not prefix:find("%-$")
  if not named then violations:add(field, "domain-malformed", { suffix = suffix }) end
end

local function checkRegistration(number, rule, country, violations)
  local field = "company.organizationRegistrationNumber"
  if not rule.required then
    if number then violations:add(field, "registration-not-taken", { country = country }) end
  elseif not number then
    violations:add(field, "required-in-country", { country = country })
  elseif breaks(rule.pattern, number) then
    violations:add(field, "registration-malformed", {
      country = country, pattern = rule.pattern, sample = values.text(rule.sample) or "",
    })
  end
end

-- What is wrong whatever the country.
function companies.check(company, violations)
  checkRequired(company.name, "company.name", violations)
  checkDomain(company.domain, violations)
  checkAddress(company.address, violations)
end

-- What is wrong by the rules of the country.
function companies.checkAgainst(rules, company, violations)
  checkState(company.address.state, rules, violations)
  checkPostalCode(company.address.postalCode, rules, violations)
  checkRegistration(
    company.organizationRegistrationNumber, rules.registrationNumber, rules.country, violations)
end

-- The phone number stands in the company's address, so the country has a say in it.
function companies.checkPhone(phoneNumber, rules, violations)
  if not phoneNumber then
    if rules.phoneRequired then
      violations:add("contact.phoneNumber", "required-in-country", { country = rules.country })
    end
  elseif breaks(rules.phonePattern, phoneNumber) then
    violations:add("contact.phoneNumber", "phone-malformed", { country = rules.country })
  end
end

return companies
