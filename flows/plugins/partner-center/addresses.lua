-- Does Microsoft know the address? Page: validate-an-address.
local api = require("api")
local problems = require("problems")
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

local function inWords(address)
  local words = {}
  for _, part in ipairs{ "line1", "line2", "postalCode", "city", "state", "country" } do
    if address[part] then words[#words + 1] = address[part] end
  end
  return table.concat(words, ", ")
end

local function doubt(status, answer)
  local offered = suggestions(answer)
  local detail = flow.text("address-" .. (#offered > 0 and "suggested" or "unknown"), {
    status = status, suggestion = offered[1] and inWords(offered[1]) or "",
  })
  problems.raise("address-doubtful", detail, {
    field = "company.address", verdict = status, suggestions = offered,
    message = values.text(answer.validationMessage),
  })
end

-- A bad address is status 200 too: only the verdict tells. The page's table spells verdicts with
-- blanks, its examples without.
function addresses.checkAddress(request)
  local answer = api.expect(api.send{
    method = "POST", path = "/validations/address", body = body(request.address), write = false,
  }, 200, "doing-address")
  local status = values.text(answer.status) or "NotValidated"
  if not known[status:lower():gsub("%s", "")] then doubt(status, answer) end
  return { status = status }
end

return addresses
