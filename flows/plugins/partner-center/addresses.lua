-- Does Microsoft know the address? Page: validate-an-address.
local api = require("api")
local companies = require("companies")
local fields = require("fields")
local problems = require("problems")
local questions = require("questions")
local values = require("values")

local addresses = {}

local known = { verified = true, verifiedshippable = true }

-- Names as in the page's example. The state is wanted even where there is none.
local function body(address)
  return {
    AddressLine1 = address.line1, AddressLine2 = values.text(address.line2), City = address.city,
    State = values.text(address.state) or "", PostalCode = values.text(address.postalCode) or "",
    Country = address.country,
  }
end

local function suggestion(address)
  return {
    line1 = values.text(address.addressLine1), line2 = values.text(address.addressLine2),
    city = values.text(address.city), state = values.text(address.state),
    postalCode = values.text(address.postalCode), country = values.text(address.country),
  }
end

local function suggestions(answer)
  local all = array{}
  for _, address in ipairs(values.table(answer.suggestedAddresses) or {}) do
    all[#all + 1] = suggestion(address)
  end
  return all
end

local parts = { "line1", "line2", "postalCode", "city", "state", "country" }

local function inWords(address)
  local words = {}
  for _, part in ipairs(parts) do
    if address[part] then words[#words + 1] = address[part] end
  end
  return table.concat(words, ", ")
end

local function doubt(status, answer)
  problems.raise("address-doubtful", flow.text("address-verdict", { status = status }), {
    field = "company.address", verdict = status, suggestions = suggestions(answer),
    message = values.text(answer.validationMessage),
  })
end

local function plain(status)
  local letters = status:lower():gsub("%s", "")
  return letters
end

-- A bad address is status 200 too: only the verdict tells. The page's table spells verdicts with
-- blanks, its examples without.
function addresses.checkAddress(request)
  if fields.same(request.settled, request.address) then return { status = "Settled" } end
  local answer = api.expect(api.send{
    method = "POST", path = "/validations/address", body = body(request.address), write = false,
  }, 200, "doing-address")
  local status = values.text(answer.status) or "NotValidated"
  if not known[plain(status)] then doubt(status, answer) end
  return { status = status }
end

-- `None` says that there is no such address, so it cannot be kept.
local function choices(request)
  local words = {}
  for number in ipairs(request.suggestions) do words[number] = "suggestion-" .. number end
  if plain(request.verdict) ~= "none" then words[#words + 1] = "keep" end
  words[#words + 1] = "correct"
  return words
end

local function verdictInWords(request, entered)
  local lines = {
    flow.text("address-verdict", { status = request.verdict }),
    flow.text("address-entered", { address = inWords(entered) }),
  }
  local message = values.text(request.message)
  if message then lines[#lines + 1] = flow.text("address-message", { message = message }) end
  for number, suggested in ipairs(request.suggestions) do
    lines[#lines + 1] = flow.text("address-suggestion", {
      choice = "suggestion-" .. number, address = inWords(suggested),
    })
  end
  return table.concat(lines, "\n")
end

local function settled(given, address)
  local company = flow.merge(given.company, { address = address })
  return {
    given = flow.merge(given, { company = company }), asked = true, settledAddress = address,
  }
end

local function corrected(given, entered, help)
  local again = {}
  for number, part in ipairs(parts) do again[number] = "company.address." .. part end
  return {
    given = questions.ask("account", given, {
      again = again, defaults = { company = { address = entered } }, help = help,
    }),
    asked = true,
  }
end

-- A suggestion or the address as it was is settled; one that was corrected is looked at again.
function addresses.chooseAddress(request)
  local entered = companies.normalisedAddress(request.given.company.address)
  local help, words = verdictInWords(request, entered), choices(request)
  local choice = #words == 1 and words[1] or questions.choose("addressChoice", words, help)
  if choice == "keep" then return settled(request.given, entered) end
  local number = tonumber(choice:match("^suggestion%-(%d+)$"))
  if not number then return corrected(request.given, entered, help) end
  local suggested = request.suggestions[number]
  local address = flow.merge(entered, suggested)
  -- A second line may have gone into the first.
  address.line2 = suggested.line2
  return settled(request.given, address)
end

return addresses
