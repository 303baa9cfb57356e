-- Making a customer's tenant. Page: create-a-customer.
local api = require("api")
local domains = require("domains")
local problems = require("problems")
local refusals = require("refusals")
local tenants = require("tenants")
local values = require("values")

local customers = {}

-- Page create-a-customer names the first administrator `admin` in all its examples; the answer says
-- it, unless it was lost.
local usualAdmin = "admin"

local mostLosses = 4

local function defaultAddress(plan)
  local address = plan.company.address
  return {
    firstName = plan.contact.firstName, lastName = plan.contact.lastName,
    addressLine1 = address.line1, addressLine2 = values.text(address.line2), city = address.city,
    state = values.text(address.state) or "", postalCode = values.text(address.postalCode),
    country = address.country, phoneNumber = values.text(plan.contact.phoneNumber),
  }
end

local function body(plan)
  return {
    enableGDAPByDefault = false,
    companyProfile = {
      domain = plan.company.domain,
      organizationRegistrationNumber = values.text(plan.company.organizationRegistrationNumber),
    },
    billingProfile = {
      culture = plan.culture, language = plan.language, email = plan.contact.email,
      companyName = plan.company.name, defaultAddress = defaultAddress(plan),
    },
  }
end

local function lostPassword(adminUser)
  return { lost = true, reset = flow.text("password-reset", { user = adminUser }) }
end

local function output(customer, plan, userName, password)
  local adminUser = userName .. "@" .. plan.company.domain
  return {
    customerId = customer.id, domain = plan.company.domain, adminUser = adminUser,
    adminPassword = password and { secret = password } or lostPassword(adminUser),
  }
end

-- What was made, from the one answer that shows the password; nil when it does not tell all.
local function created(answer, plan)
  local succeeded = answer.status == 200 or answer.status == 201
  local customer = succeeded and values.table(answer.body)
  local credentials = customer and values.table(customer.userCredentials)
  if not credentials or not values.text(customer.id) then return nil end
  local password, userName = credentials.password, values.text(credentials.userName)
  -- The engine put a handle in place of the password, or there is none.
  if type(password) ~= "userdata" or password == null then return nil end
  return output(customer, plan, userName or usualAdmin, flow.secret_name(password))
end

local function raiseUnknown(plan)
  problems.raise("outcome-unknown", flow.text("tenant-lost", { domain = plan.company.domain }), {
    domain = plan.company.domain,
  })
end

-- After a lost answer: is the tenant there? Even then the same request id goes out once more, since
-- the page promises the first answer again and only that one has the password. A repeat makes no
-- second tenant either: the domain is taken. Lost three times, it is gone on with as it is.
local function readBack(plan, state)
  state.losses = state.losses + 1
  state.tenant = tenants.find(plan) or state.tenant
  if state.tenant and state.losses > 2 then
    return { status = 200, headers = {}, body = state.tenant, bodyKind = "json" }
  end
  if state.losses >= mostLosses then raiseUnknown(plan) end
  return nil
end

-- Codes of page error-codes that name a field of the input.
local fieldOfCode = {
  ["600002"] = "company.organizationRegistrationNumber",
  ["600049"] = "company.organizationRegistrationNumber",
  ["600050"] = "company.organizationRegistrationNumber",
  ["600051"] = "contact.phoneNumber",
}

-- The tenant stays behind without a relationship to the partner, and with it the name (CloudBlue's
-- knowledge base, article 133047; Microsoft documents no such code).
local function raiseEmailRefused(refusal, plan)
  problems.raise("customer-email-refused", flow.text("email-refused", {
    email = plan.contact.email, domain = plan.company.domain,
  }), {
    field = "contact.email", fields = array{ "contact.email", "company.domain" },
    lostDomain = plan.company.domain, code = refusal.code,
  })
end

-- No code is documented for a taken name and texts are translated, so the name itself is asked.
-- After a lost answer the tenant that took it may be the very one that was asked for.
local function raiseIfTaken(refusal, plan, losses)
  if refusal.status ~= 400 and refusal.status ~= 409 then return end
  if not domains.taken(plan.company.domain) then return end
  if losses > 0 then raiseUnknown(plan) end
  domains.raiseTaken(plan.company.domain, "domain-taken-meanwhile", {
    code = refusal.code, answered = refusal.text,
  })
end

local function refuse(answer, refusal, plan, losses)
  local field = fieldOfCode[refusal.code]
  if field then
    problems.invalid(array{ { field = field, message = refusal.text or refusal.code } })
  end
  raiseIfTaken(refusal, plan, losses)
  refusals.raise(answer, "doing-create", { domain = plan.company.domain })
end

-- A tenant whose answer could not be used shows in the list, if not at once.
local function search(plan)
  for _, pause in ipairs{ "PT5S", "PT15S", "PT30S" } do
    local customer = tenants.find(plan)
    if customer then return customer end
    flow.sleep(pause)
  end
  return tenants.find(plan)
end

local function adopted(customer, plan)
  if not customer or not values.text(customer.id) then raiseUnknown(plan) end
  return output(customer, plan, usualAdmin, nil)
end

function customers.createCustomer(plan)
  local state = { losses = 0, tenant = nil }
  local answer = api.send{
    method = "POST", path = "/customers", body = body(plan),
    secrets = { ["userCredentials.password"] = "adminPassword" },
    lost = function() return readBack(plan, state) end,
  }
  local made = created(answer, plan)
  if made then return made end
  local refusal = refusals.read(answer)
  if refusal.code == "27002" then raiseEmailRefused(refusal, plan) end
  local known = state.tenant or state.losses > 0 and tenants.find(plan)
  if known then return adopted(known, plan) end
  if answer.status == 200 or answer.status == 201 then return adopted(search(plan), plan) end
  return refuse(answer, refusal, plan, state.losses)
end

return customers
