-- Finding again the tenant that a lost answer may have made. Pages: get-a-customer-by-name (filter
-- by domain), get-a-customer-by-id.
local api = require("api")
local domains = require("domains")
local problems = require("problems")
local values = require("values")

local tenants = {}

-- `starts_with` is the only operator, so names that merely begin alike come as well.
local function filter(domain)
  return flow.json.encode{ Field = "Domain", Value = domain, Operator = "starts_with" }
end

local function firstPage(domain)
  return api.send{
    method = "GET", path = "/customers", query = { size = "0", filter = filter(domain) },
  }
end

-- The token carries the query: neither size nor filter goes with it (Microsoft's SDK for .NET).
local function nextPage(token)
  return api.send{
    method = "GET", path = "/customers", query = { seekOperation = "Next" },
    headers = { ["MS-ContinuationToken"] = token },
  }
end

local function idAmong(items, domain)
  for _, item in ipairs(items) do
    local profile = values.table(item.companyProfile) or {}
    if (values.text(profile.domain) or ""):lower() == domain then return values.text(item.id) end
  end
  return nil
end

-- The id of our customer with that domain; nil when all pages were read without finding it.
local function idOf(domain)
  local answer, seen = firstPage(domain), {}
  while true do
    local body = api.expect(answer, 200, "doing-search")
    local items = values.table(body.items)
    if not items then problems.raise("unexpected-answer", flow.text("no-items")) end
    local id, token = idAmong(items, domain), values.text(body.continuationToken)
    if id or not token then return id end
    if seen[token] then problems.raise("unexpected-answer", flow.text("endless-pages")) end
    seen[token] = true
    answer = nextPage(token)
  end
end

-- Capitals and blanks are Partner Center's to change.
local function plain(text)
  local single = (values.text(text) or ""):lower():gsub("%s+", " ")
  return single
end

local function isOf(customer, plan)
  local profile = values.table(customer.companyProfile) or {}
  local billing = values.table(customer.billingProfile) or {}
  local email = values.text(billing.email)
  return plain(profile.companyName) == plain(plan.company.name)
    and (not email or plain(email) == plain(plan.contact.email))
end

local function search(plan)
  local id = idOf(plan.company.domain)
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
