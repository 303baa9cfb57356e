-- Verdicts on addresses, decided by their words so that a tester can ask for each of them.
-- Page: validate-an-address. Status 200 for good and bad alike.
--
--   first line                  verdict              suggestions
--   12 rue Interaction          InteractionRequired  one: the line with ` A` after it
--   12 rue Premises             PremisesPartial      one: with `, 1st floor`
--   rue Multiple                Multiple             two: with a number before it
--   rue sans numéro (no digit)  StreetPartial        one: with a number
--   12 rue Unchecked            NotValidated         none
--   12 rue Nowhere, Inexistant  None                 none
--
-- A postal code or state that breaks the country's rules is None too. A suggestion is verified.
local answers = require("simulator.answers")
local countries = require("simulator.countries")
local regex = require("regex")
local values = require("values")

local addresses = {}

-- Names are taken in any case: the page's example has capitals.
local function normalised(body)
  local address = {}
  for name, value in pairs(values.table(body) or {}) do
    address[name:sub(1, 1):lower() .. name:sub(2)] = value
  end
  return address
end

local function with(address, changes)
  local made = {}
  for name, value in pairs(address) do made[name] = value end
  for name, value in pairs(changes) do made[name] = value end
  return made
end

local function contains(text, word) return text:lower():find(word, 1, true) ~= nil end

local function numbered(address, number)
  return with(address, { addressLine1 = number .. " " .. address.addressLine1 })
end

-- Page create-a-customer: states are held against a list where there is one.
local function wrongField(address, rules)
  local states = rules.supportedStatesList
  if #states > 0 and not values.contains(states, address.state) then return "Region" end
  if not regex.matches(rules.postalCodeRegex, values.text(address.postalCode) or "") then
    return "PostalCode"
  end
  if contains(address.addressLine1, "nowhere") or contains(address.addressLine1, "inexistant") then
    return "AddressLine1"
  end
  return nil
end

-- Verdict and suggestions.
local function judged(address)
  local line = address.addressLine1
  if contains(line, "unchecked") then return "NotValidated", array{} end
  if contains(line, "interaction") and not line:find(" A$") then
    return "InteractionRequired", array{ with(address, { addressLine1 = line .. " A" }) }
  end
  if contains(line, "premises") and not line:find(", 1st floor$") then
    return "PremisesPartial", array{ with(address, { addressLine1 = line .. ", 1st floor" }) }
  end
  if contains(line, "multiple") and not line:find("^%d") then
    return "Multiple", array{ numbered(address, "1"), numbered(address, "2") }
  end
  if not line:find("%d") then return "StreetPartial", array{ numbered(address, "1") } end
  return "VerifiedShippable", array{ address }
end

local function verdict(address, status, suggestions, wrong)
  return answers.marked(200, {
    originalAddress = address, suggestedAddresses = suggestions, status = status,
    validationMessage = wrong and "Address field invalid for property: '" .. wrong .. "'" or nil,
  })
end

function addresses.validate(request)
  local address = normalised(request.body)
  for _, name in ipairs{ "addressLine1", "city", "country" } do
    if not values.text(address[name]) then
      return answers.refusal(400, 3000, "Invalid property: " .. name)
    end
  end
  local rules = countries.of(address.country)
  if not rules then return verdict(address, "None", array{}, "Country") end
  local wrong = wrongField(address, rules)
  if wrong then return verdict(address, "None", array{}, wrong) end
  local status, suggestions = judged(address)
  return verdict(address, status, suggestions, status == "StreetPartial" and "AddressLine1")
end

return addresses
