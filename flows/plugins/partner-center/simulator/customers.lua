-- The customers of the sandbox. Pages: create-a-customer, get-a-customer-by-id,
-- get-a-customer-by-name, verify-domain-availability.
--
-- For testers: a domain name that begins with `snatched-` is free until the customer is created,
-- when another tenant takes it. An e-mail whose top-level domain does not exist, such as
-- claire@contoso.zzz, is refused with 27002 after the tenant was made, and the name is lost.
local answers = require("simulator.answers")
local ids = require("simulator.ids")
local newCustomers = require("simulator.newCustomers")
local passwords = require("simulator.passwords")
local values = require("values")

local customers = {}

local function link(id, rest)
  return {
    self = { uri = "/customers/" .. id .. (rest or ""), method = "GET", headers = array{} },
  }
end

local function companyProfile(id, domain, name)
  return {
    tenantId = id, domain = domain, companyName = name, links = link(id, "/profiles/company"),
    attributes = { objectType = "CustomerCompanyProfile" },
  }
end

-- The form in which a customer is kept and read.
local function record(id, domain, billing)
  return {
    id = id, commerceId = ids.of("commerce " .. id),
    companyProfile = companyProfile(id, domain, billing.companyName),
    billingProfile = billing, relationshipToPartner = "reseller", allowDelegatedAccess = true,
    customDomains = array{ domain }, links = link(id), attributes = { objectType = "Customer" },
  }
end

local function billingProfile(id, order)
  return {
    id = ids.of("billing " .. id),
    email = order.email, culture = order.culture, language = order.language,
    companyName = order.companyName, defaultAddress = order.defaultAddress,
    firstName = order.defaultAddress.firstName, lastName = order.defaultAddress.lastName,
    attributes = { etag = "1", objectType = "CustomerBillingProfile" },
  }
end

function customers.keep(id, domain, billing)
  local customer = record(id, domain, billingProfile(id, billing))
  state.put("customer/" .. id, customer)
  state.put("domain/" .. domain, { customerId = id })
  return customer
end

function customers.known(id) return values.table(state.get("customer/" .. id)) end

function customers.unknown() return answers.refusal(404, 60003, "Tenant not found") end

-- 404 is the good case: the name is free.
function customers.checkDomain(_, _, domain)
  local taken = values.table(state.get("domain/" .. domain:lower()))
  return answers.empty(taken and 200 or 404)
end

function customers.read(_, _, id)
  local customer = customers.known(id)
  if not customer then return customers.unknown() end
  return answers.json(200, customer)
end

-- The only answer that ever holds the password.
local function created(customer, billing)
  return answers.json(201, {
    id = customer.id, commerceId = customer.commerceId, companyProfile = customer.companyProfile,
    billingProfile = billing, enableGDAPByDefault = false, relationshipToPartner = "reseller",
    allowDelegatedAccess = true, attributes = { objectType = "Customer" },
    userCredentials = { userName = "admin", password = passwords.of(customer.id) },
  })
end

-- Page verify-domain-availability: the name can be lost between the check and the creation.
local function snatch(domain)
  if domain:find("^snatched%-") then state.put("domain/" .. domain, { customerId = null }) end
end

function customers.create(request)
  local order = values.table(request.body) or {}
  local refusal = newCustomers.check(order)
  if refusal then return refusal end
  local domain = order.companyProfile.domain:lower()
  snatch(domain)
  if values.table(state.get("domain/" .. domain)) then
    -- No code is documented; the text is one that a partner saw (CloudBlue, article 133047).
    return answers.refusal(400, 2000,
      "The domain specified during customer creation is already used by another tenant.")
  end
  local email = order.billingProfile.email
  if not newCustomers.reaches(email) then
    -- The same article: the tenant is made first and keeps the name.
    state.put("domain/" .. domain, { customerId = null })
    return answers.refusal(400, 27002, "NotificationEmailAddress: " .. email .. " is invalid")
  end
  local customer = customers.keep(ids.of("customer " .. domain), domain, order.billingProfile)
  return created(customer, customer.billingProfile)
end

local function summary(customer)
  return {
    id = customer.id, companyProfile = customer.companyProfile,
    relationshipToPartner = customer.relationshipToPartner, links = customer.links,
    attributes = customer.attributes,
  }
end

-- Fields that can be searched, by prefix and in any case.
local searched = { Domain = "domain", CompanyName = "companyName" }

local function matches(customer, filter)
  local name = searched[filter.Field]
  local text, prefix = customer.companyProfile[name]:lower(), filter.Value:lower()
  return text:sub(1, #prefix) == prefix
end

local function readFilter(query)
  local text = values.table(query) and values.text(query.filter)
  if not text then return nil, true end
  local ok, filter = pcall(flow.json.decode, text)
  filter = ok and values.table(filter)
  local sound = filter and searched[filter.Field] and filter.Operator == "starts_with"
    and type(filter.Value) == "string"
  return filter, sound
end

function customers.list(request)
  local filter, sound = readFilter(request.query)
  if not sound then return answers.refusal(400, 3000, "Invalid property: filter") end
  local items = array{}
  for _, entry in ipairs(state.list("customer/")) do
    if not filter or matches(entry.value, filter) then items[#items + 1] = summary(entry.value) end
  end
  return answers.json(200, answers.collection(items))
end

return customers
