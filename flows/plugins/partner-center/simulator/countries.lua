-- Country rules as recorded from live answers (PT, US), from Microsoft's API description with
-- invented values (HU), and invented throughout but for the cultures (FR).
-- Pages: get-market-specific-validation-data, partner-center-supported-languages-and-locales.
local answers = require("simulator.answers")

local countries = {}

local usStates = [[
  AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ
  NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY]]

local function words(text)
  local list = array{}
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  return list
end

local function rules(country, culture, own)
  local all = {
    iso2Code = country, defaultCulture = culture,
    isStateRequired = false, supportedStatesList = array{},
    isPostalCodeRequired = true, isCityRequired = true,
    isVatIdSupported = true, isTaxIdSupported = false, isTaxIdOptional = false,
    attributes = { objectType = "CountryValidationRules" },
  }
  for name, value in pairs(own) do all[name] = value end
  return all
end

local function france()
  return rules("FR", "fr-FR", {
    supportedLanguagesList = words("en fr"), supportedCulturesList = words("fr-FR en-US"),
    postalCodeRegex = "^\\d{5}$", countryCallingCodesList = words("33"),
  })
end

local function hungary()
  return rules("HU", "hu-HU", {
    supportedLanguagesList = words("en hu"), supportedCulturesList = words("hu-HU en-US"),
    postalCodeRegex = "^\\d{4}$", countryCallingCodesList = words("36"),
    customerOrganizationRegistrationNumberRegex = "^\\d{8}$",
    customerOrganizationRegistrationNumberSample = "12345678",
    customerOrganizationRegistrationNumberRequired = true,
    customerOrganizationPhoneNumberRequired = true,
  })
end

local function portugal()
  return rules("PT", "pt-PT", {
    supportedLanguagesList = words("en pt-PT"), supportedCulturesList = words("pt-PT en-US"),
    postalCodeRegex = "^\\d{4}(-\\d{3})?$", countryCallingCodesList = words("351"),
    taxIdFormat = "PT#########", taxIdSample = "PT980152267", vatIdRegex = "^PT[\\d]{9,9}$",
  })
end

local function unitedStates()
  return rules("US", "en-US", {
    supportedLanguagesList = words("en es"), supportedCulturesList = words("en-US es-US"),
    isStateRequired = true, supportedStatesList = words(usStates),
    postalCodeRegex = "^\\d{5}(-\\d{4})?$", countryCallingCodesList = words("1"),
    isVatIdSupported = false, isTaxIdSupported = true, isTaxIdOptional = true,
    phoneNumberRegex = "^(1[ \\-\\/\\.]?)?(\\((\\d{3})\\)|(\\d{3}))[ \\-\\/\\.]?(\\d{3})"
      .. "[ \\-\\/\\.]?(\\d{4})$",
  })
end

local all = { FR = france, HU = hungary, PT = portugal, US = unitedStates }

-- Codes are ISO alpha-2 in capitals; nil for any other.
function countries.of(country)
  return all[country] and all[country]()
end

function countries.read(_, _, country)
  local found = countries.of(country)
  -- That an unknown country fails is known, how it does is not.
  if not found then return answers.refusal(400, 3000, "Invalid property") end
  return answers.json(200, found)
end

return countries
