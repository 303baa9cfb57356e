-- What a country wants of a customer's profile. Page: get-market-specific-validation-data.
local api = require("api")
local problems = require("problems")
local refusals = require("refusals")
local values = require("values")

local countries = {}

-- Page create-a-customer, for answers that do not say it themselves.
local wantRegistration = {
  AE = true, AM = true, AZ = true, BR = true, BY = true, HU = true, IN = true, IQ = true,
  KG = true, KZ = true, MD = true, MM = true, PL = true, RU = true, SA = true, SS = true,
  TH = true, TJ = true, TR = true, UA = true, UZ = true, VE = true, VN = true, ZA = true,
}

-- Live answers hold flat lists, the page shows them nested: `states: { value: [...] }`.
local function list(rules, flat, nested)
  local found = values.table(rules[flat]) or values.table(rules[nested]) or {}
  local items = array{}
  for _, item in ipairs(values.table(found.value) or found) do items[#items + 1] = item end
  return items
end

local function flag(value, default)
  if type(value) == "boolean" then return value end
  return default or false
end

local function registration(rules, country)
  local prefix = "customerOrganizationRegistrationNumber"
  return {
    required = flag(rules[prefix .. "Required"], wantRegistration[country]),
    pattern = values.text(rules[prefix .. "Regex"]),
    sample = values.text(rules[prefix .. "Sample"]),
  }
end

local function normalised(rules, country)
  return {
    country = country,
    defaultCulture = values.text(rules.defaultCulture),
    cultures = list(rules, "supportedCulturesList", "supportedCultures"),
    cityRequired = flag(rules.isCityRequired),
    stateRequired = flag(rules.isStateRequired),
    states = list(rules, "supportedStatesList", "states"),
    postalCodeRequired = flag(rules.isPostalCodeRequired),
    postalCodePattern = values.text(rules.postalCodeRegex),
    phoneRequired = flag(
      rules.customerOrganizationPhoneNumberRequired, wantRegistration[country]),
    phonePattern = values.text(rules.phoneNumberRegex),
    registrationNumber = registration(rules, country),
  }
end

function countries.readCountryRules(request)
  local country = request.country
  local answer = api.send{
    method = "GET", path = "/countryvalidationrules/{country}", parameters = { country = country },
  }
  -- The page says only that an unknown country fails, as `UK` does (the code is `GB`).
  if answer.status == 400 or answer.status == 404 then
    problems.invalid(array{ {
      field = "company.address.country",
      message = flow.text("country-unknown", {
        country = country, said = refusals.describe(answer, "doing-rules"),
      }),
    } })
  end
  return normalised(api.expect(answer, 200, "doing-rules"), country)
end

return countries
