-- The customers of the sandbox. Pages: create-a-customer, get-a-customer-by-id,
-- verify-domain-availability, error-codes.
--
-- For testers: a domain name that begins with `snatched-` is free until the customer is created,
-- when another tenant takes it. An e-mail whose top-level domain does not exist, such as
-- claire@contoso.zzz, is refused with 27002 after the tenant was made, and the name is lost.
local answers = require("simulator.answers")
local audit = require("simulator.audit")
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

-- A tenant that has no reseller relationship with the partner, or has one no longer.
function customers.keepStranger(id) state.put("stranger/" .. id, { customerId = id }) end

local guid = "^" .. ("%x"):rep(8) .. ("%-" .. ("%x"):rep(4)):rep(3) .. "%-" .. ("%x"):rep(12) .. "$"

-- Page error-codes: 900118, 20002 and 60003. Which endpoints give them is not documented.
function customers.unknown(id)
  if id and not id:find(guid) then return answers.refusal(400, 900118, "Invalid customer id") end
  if id and values.table(state.get("stranger/" .. id)) then
    return answers.refusal(403, 20002,
      "The partner has no commerce relationship with the customer ID " .. id .. ".")
  end
  return answers.refusal(404, 60003, "Tenant not found")
end

-- 404 is the good case: the name is free.
function customers.checkDomain(_, _, domain)
  local taken = values.table(state.get("domain/" .. domain:lower()))
  return answers.empty(taken and 200 or 404)
end

function customers.read(_, _, id)
  local customer = customers.known(id)
  if not customer then return customers.unknown(id) end
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

-- Page api-throttling-guidance has an example; the password is blanked.
local function audited(request, caller, customer)
  audit.keep(request, caller, {
    operation = "add_customer", resource = "customer", customer = customer,
    value = {
      Id = customer.id, RelationshipToPartner = customer.relationshipToPartner,
      UserCredentials = { userName = "admin", password = "" },
    },
    data = array{ { key = "PrimaryDomainName", value = customer.companyProfile.domain } },
  })
end

function customers.create(request, caller)
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
  audited(request, caller, customer)
  return created(customer, customer.billingProfile)
end

return customers
