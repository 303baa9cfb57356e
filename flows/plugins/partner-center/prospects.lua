-- A company that is to become a customer by accepting the reseller relationship. The link that it
-- accepts names no customer, so who accepted is found out by the domain or the name of whoever
-- appears among the partner's customers. Page: request-reseller-relationship.
local contacts = require("contacts")
local directory = require("directory")
local lookups = require("lookups")
local problems = require("problems")
local questions = require("questions")
local recipients = require("recipients")
local values = require("values")
local violations = require("violations")

local prospects = {}

local function normalised(company)
  company = values.table(company) or {}
  local domain = values.text(company.domain)
  return { name = values.text(company.name), domain = domain and domain:lower() }
end

function prospects.askProspect(request)
  local given, asked = questions.ask("prospect", request.given)
  return { given = given, asked = asked or nil }
end

-- The customer list knows a tenant by its first name only, not by the names added later.
local function checkDomain(domain, found)
  local suffix = "." .. flow.setting("domainSuffix"):lower()
  if domain and domain:sub(-#suffix) ~= suffix then
    found:add("company.domain", "prospect-domain", { suffix = suffix })
  end
end

local function check(company, found)
  if not company.name then found:add("company.name", "required") end
  if company.name and company.name:find("%c") then
    found:add("company.name", "control-characters")
  end
  checkDomain(company.domain, found)
end

function prospects.validate(answer, asked)
  local found = violations.new()
  check(normalised(answer.company), found)
  recipients.check(contacts.normalised(answer.contact), found)
  return found:among(asked.fields)
end

-- Our customers that the company could be.
local function lookUp(company)
  local equal = company.domain and directory.find("Domain", company.domain)
    or directory.find("CompanyName", company.name)
  return equal
end

-- Who goes by that name already is not the one who accepts; with that very domain there is nothing
-- to accept.
function prospects.checkProspect(request)
  local company, found = normalised(request.company), violations.new()
  check(company, found)
  found:raise()
  local known = array{}
  for _, customer in ipairs(lookUp(company)) do known[#known + 1] = customer.customerId end
  if company.domain and #known > 0 then
    problems.raise("already-customer", flow.text("already-customer-detail", company), {
      field = "company.domain", customerId = known[1],
    })
  end
  return { name = company.name, domain = company.domain, known = known }
end

-- The customer that the prospect has become; nil as long as it is none. Where several could be it,
-- a person says which.
function prospects.become(prospect)
  local candidates = {}
  for _, customer in ipairs(lookUp(prospect)) do
    if not values.contains(prospect.known, customer.customerId) then
      candidates[#candidates + 1] = customer
    end
  end
  if #candidates == 0 then return nil end
  local one = #candidates == 1 and { id = candidates[1].customerId }
  return lookups.findCustomer{ customer = one or { name = prospect.name } }
end

return prospects
