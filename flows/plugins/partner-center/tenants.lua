-- Finding again the tenant that a lost answer may have made. Pages: get-a-customer-by-name (filter
-- by domain), get-a-customer-by-id.
local api = require("api")
local directory = require("directory")
local domains = require("domains")
local problems = require("problems")
local values = require("values")

local tenants = {}

-- Capitals and blanks are Partner Center's to change.
local function isOf(customer, plan)
  local profile = values.table(customer.companyProfile) or {}
  local billing = values.table(customer.billingProfile) or {}
  local email = values.text(billing.email)
  return values.plain(profile.companyName) == values.plain(plan.company.name)
    and (not email or values.plain(email) == values.plain(plan.contact.email))
end

local function search(plan)
  local found = directory.find("Domain", plan.company.domain)
  local id = found[1] and found[1].customerId
  if not id then return nil end
  return api.read("/customers/{id}", { id = id }, nil, "doing-customer", { customerId = id })
end

-- The customer that the plan describes, or nil when there is none. One with the same domain that
-- is not the plan's is another's; what cannot be read stays unknown.
function tenants.find(plan)
  local ok, customer = pcall(search, plan)
  if not ok then
    if not problems.leavesUnknown(customer) then error(customer, 0) end
    problems.raise("outcome-unknown", flow.text("tenant-unknown", {
      domain = plan.company.domain, why = customer.detail or customer.title or "",
    }), { domain = plan.company.domain, cause = customer })
  end
  if customer and not isOf(customer, plan) then
    domains.raiseTaken(plan.company.domain, "domain-taken-by-ours", {
      customerId = values.text(customer.id),
    })
  end
  return customer
end

return tenants
