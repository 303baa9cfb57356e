-- Who may attest: an Admin agent or a Sales agent of a partner that may attest itself.
-- Page: confirm-customer-agreement (roles; indirect resellers work with their indirect provider).
local problems = require("problems")
local strategies = require("strategies")
local values = require("values")

local entitlement = {}

-- Agents are members of security groups with these names. Samples by Microsoft also look for
-- `SalesAgent`. Group ids differ from tenant to tenant.
local roleOfGroup = {
  AdminAgents = "AdminAgents", SalesAgents = "SalesAgents", SalesAgent = "SalesAgents",
  HelpdeskAgents = "HelpdeskAgents",
}
local mayAttest = { AdminAgents = true, SalesAgents = true }

local partnerTypes = { ["direct-bill"] = true, ["indirect-provider"] = true }

-- Whatever keeps the groups from being read leaves the role unknown; an expired consent shows
-- again at the first call of Partner Center, before anything is written.
local unreadable = {
  authentication = true, authorization = true, communication = true, ["consent-required"] = true,
  timeout = true,
}

-- Page: user-list-memberof (Microsoft Graph).
local function groupsPage(skiptoken)
  local ok, answer = pcall(flow.http, {
    method = "GET", url = "{graphURL}/v1.0/me/memberOf", query = { ["$skiptoken"] = skiptoken },
    headers = { Accept = "application/json" }, authentication = "graph",
  })
  if ok then return answer end
  if not unreadable[problems.kind(answer)] then error(answer, 0) end
  return nil
end

local function nextToken(body)
  local link = values.text(body["@odata.nextLink"])
  local token = link and link:match("skiptoken=([^&]+)")
  return token and token:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
end

-- Adds the page's roles. False when a name is hidden, as without GroupMember.Read.All.
local function collect(body, roles)
  local complete = true
  for _, entry in ipairs(values.table(body.value) or {}) do
    local name = values.text(entry.displayName)
    if not name then complete = false end
    if roleOfGroup[name] then roles[#roles + 1] = roleOfGroup[name] end
  end
  return complete
end

-- The roles seen, and whether those are all there are.
function entitlement.readRoles()
  local roles, complete, token = array{}, true, nil
  for _ = 1, 20 do
    local answer = groupsPage(token)
    local body = answer and answer.status == 200 and values.table(answer.body)
    if not body or not values.table(body.value) then return roles, false end
    complete = collect(body, roles) and complete
    token = nextToken(body)
    if not token then return roles, complete and body["@odata.nextLink"] == nil end
  end
  return roles, false
end

-- Whether one of them may attest.
function entitlement.suffice(roles)
  for _, role in ipairs(roles) do
    if mayAttest[roleOfGroup[role]] then return true end
  end
  return false
end

local function refuse(roles)
  local held = #roles > 0 and table.concat(roles, ", ") or flow.text("no-role")
  problems.raise("not-entitled", flow.text("role-missing", { held = held }), {
    roles = array{ "AdminAgents", "SalesAgents" },
  })
end

local function checkPartnerType()
  local partnerType = values.text(flow.setting("partnerType"))
  if partnerType == "indirect-reseller" then
    problems.raise("indirect-reseller", flow.text("reseller-cannot"))
  end
  if not partnerTypes[partnerType] then
    problems.raise("not-configured", flow.text("partner-type-missing"), { field = "partnerType" })
  end
  return partnerType
end

-- A stated actor exists only where everything is simulated; there both it and the token count.
local function checkStatedRoles()
  local actor = values.table(flow.actor())
  local roles = actor and values.table(actor.roles)
  if roles and not entitlement.suffice(roles) then refuse(roles) end
end

-- A flow that only reads says `attests = false`; the others are refused here if the way to attest
-- that is set cannot be used.
function entitlement.checkEntitlement(request)
  local partnerType = checkPartnerType()
  if request.attests ~= false then strategies.current().check() end
  checkStatedRoles()
  local roles, complete = entitlement.readRoles()
  local entitled = entitlement.suffice(roles)
  if complete and not entitled then refuse(roles) end
  return { partnerType = partnerType, roles = roles, known = complete or entitled }
end

return entitlement
