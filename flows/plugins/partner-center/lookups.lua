-- Which of the partner's customers is meant.
-- Pages: get-a-customer-by-id, get-a-customer-by-name, get-a-list-of-customers.
local api = require("api")
local contacts = require("contacts")
local directory = require("directory")
local fields = require("fields")
local problems = require("problems")
local questions = require("questions")
local refusals = require("refusals")
local values = require("values")
local violations = require("violations")

local lookups = {}

local function normalised(customer)
  customer = values.table(customer) or {}
  local id, domain = values.text(customer.id), values.text(customer.domain)
  return {
    id = id and id:lower(), domain = domain and domain:lower(),
    name = values.text(customer.name),
  }
end

local function isNamed(wanted) return wanted.id or wanted.domain or wanted.name end

function lookups.askCustomer(request)
  if isNamed(normalised(request.given.customer)) then return { given = request.given } end
  local given = questions.ask("customer", fields.without(request.given, { "customer" }))
  return { given = given, asked = true }
end

-- One of the three names a customer; each more has to fit.
function lookups.validate(answer)
  local found = violations.new()
  if not isNamed(normalised(answer.customer)) then
    found:add("customer.domain", "customer-unnamed")
  end
  return found.list
end

local function inWords(customer)
  return (customer.name or "?") .. " (" .. (customer.domain or "?") .. ")"
end

local function raiseNotFound(field, value, text, words)
  local all = flow.merge({ value = value }, words)
  problems.raise("customer-not-found", flow.text(text, all), { field = field, wanted = value })
end

local function fits(customer, wanted)
  return (not wanted.domain or values.plain(customer.domain) == values.plain(wanted.domain))
    and (not wanted.name or values.plain(customer.name) == values.plain(wanted.name))
end

local function contact(billing)
  local address = values.table(billing.defaultAddress) or {}
  if not values.text(billing.email) then return nil end
  return contacts.normalised{
    firstName = values.text(billing.firstName) or address.firstName,
    lastName = values.text(billing.lastName) or address.lastName,
    email = billing.email, phoneNumber = address.phoneNumber,
  }
end

-- The company's address is shown only with delegated rights, the billing profile to all.
local function described(customer, id)
  local profile = values.table(customer.companyProfile) or {}
  local billing = values.table(customer.billingProfile) or {}
  local address = values.table(billing.defaultAddress) or values.table(profile.address) or {}
  return {
    customerId = id, domain = values.text(profile.domain), name = values.text(profile.companyName),
    country = values.text(address.country), contact = contact(billing),
  }
end

-- 60003 says that there is no such tenant. Any other refusal says nothing of the kind.
local function read(id)
  local answer = api.send{
    method = "GET", path = "/customers/{id}", parameters = { id = id },
  }
  local code = refusals.read(answer).code
  if answer.status == 404 and code == "60003" then
    raiseNotFound("customer.id", id, "no-customer-with-id")
  end
  if answer.status == 400 and code == "900118" then
    problems.invalid(array{ { field = "customer.id", message = flow.text("id-malformed") } })
  end
  return described(api.expect(answer, 200, "doing-customer", { customerId = id }), id)
end

local function byId(wanted)
  local customer = read(wanted.id)
  if fits(customer, wanted) then return customer end
  return raiseNotFound("customer.id", wanted.id, "no-customer-so-named", {
    customer = inWords(customer),
  })
end

local function byDomain(left, right) return (left.domain or "") < (right.domain or "") end

local mostNamed = 5

local function someInWords(list)
  table.sort(list, byDomain)
  local words = {}
  for number = 1, math.min(#list, mostNamed) do words[number] = inWords(list[number]) end
  return table.concat(words, ", ") .. (#list > mostNamed and ", …" or "")
end

local function raiseNone(wanted, alike)
  local field = wanted.domain and "domain" or "name"
  local text = "no-customer-with-" .. field
  if #alike > 0 then text = "no-customer-but-alike" end
  raiseNotFound("customer." .. field, wanted[field], text, { alike = someInWords(alike) })
end

-- The answer names one of them by its domain name, which no two tenants share.
local function choose(candidates, wanted)
  table.sort(candidates, byDomain)
  local domains, lines, idOf = array{}, {}, {}
  for number, candidate in ipairs(candidates) do
    local domain = candidate.domain or candidate.customerId
    domains[number], idOf[domain] = domain, candidate.customerId
    lines[number] = flow.text("several-customers-line", {
      domain = domain, name = candidate.name or "?", id = candidate.customerId,
    })
  end
  local domain = questions.choose("whichCustomer", domains, flow.text("several-customers", {
    value = wanted.domain or wanted.name, lines = table.concat(lines, "\n"),
  }))
  return idOf[domain]
end

local function bySearch(wanted)
  local equal, alike = directory.find(
    wanted.domain and "Domain" or "CompanyName", wanted.domain or wanted.name)
  local candidates = {}
  for _, customer in ipairs(equal) do
    table.insert(fits(customer, wanted) and candidates or alike, customer)
  end
  if #candidates == 0 then raiseNone(wanted, alike) end
  local one = candidates[1].customerId
  return read(#candidates == 1 and one or choose(candidates, wanted))
end

function lookups.findCustomer(request)
  local wanted = normalised(request.customer)
  if wanted.id then return byId(wanted) end
  if isNamed(wanted) then return bySearch(wanted) end
  return problems.invalid(array{ {
    field = "customer", message = flow.text("customer-unnamed"),
  } })
end

return lookups
