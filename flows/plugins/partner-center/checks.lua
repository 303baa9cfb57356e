-- What `flowctl doctor` finds out about a profile at Partner Center. Everything here only reads.
local entitlement = require("entitlement")
local refusals = require("refusals")
local values = require("values")

local checks = {}

-- Partner Center's own application id (page enable-secure-app-model). Tokens of v2.0 name their
-- audience by such an id (page access-token-claims-reference).
local partnerCenter = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"

local function finding(verdict, key, members, hint)
  return {
    verdict = verdict, detail = flow.text(key, members),
    hint = hint and flow.text(hint, members) or nil,
  }
end

-- One GET as the page `headers` wants it; whatever status comes is an answer.
local function get(path, query, headers)
  return flow.http{
    method = "GET", url = "{baseURL}/v1" .. path, query = query, authentication = "user",
    headers = flow.merge({ Accept = "application/json", ["X-Locale"] = "en-US" }, headers),
    correlationHeader = "MS-CorrelationId",
  }
end

local function said(answer)
  local refusal = refusals.read(answer)
  return refusal.code and answer.status .. "/" .. refusal.code or tostring(answer.status)
end

-- Whom the token is for. Another audience is refused with 900420.
function checks.audience()
  local claims = values.table(flow.claims("user"))
  if not claims or not values.text(claims.aud) then return finding("unknown", "check-token-opaque") end
  local wanted = flow.setting("resource")
  if claims.aud == wanted or claims.aud == wanted .. "/" or claims.aud == partnerCenter then
    return finding("ok", "check-audience", { audience = claims.aud })
  end
  return finding("problem", "check-audience-other", { audience = claims.aud, wanted = wanted },
    "check-audience-hint")
end

local function holds(list, wanted)
  for _, value in ipairs(values.table(list) or {}) do
    if value == wanted then return true end
  end
  return false
end

-- Page partner-security-requirements-mandating-mfa: with `ValidateMfa: true` a request that would be
-- refused is answered, and the answer says `isMfaCompliant`. Whether a header or the body says it is
-- not documented, so both are looked at.
local function askForMfa()
  local answer = get("/customers", { size = "1" }, { ValidateMfa = "true" })
  local headers = values.table(answer.headers) or {}
  local told = headers.ismfacompliant
  local body = values.table(answer.body)
  if told == nil and body then told = body.isMfaCompliant end
  if told == nil or told == null then
    return finding("unknown", "check-mfa-untold", { said = said(answer) })
  end
  if tostring(told):lower() == "true" then return finding("ok", "check-mfa-compliant") end
  return finding("problem", "check-mfa-missing", nil, "check-mfa-hint")
end

-- Claims of an access token are for diagnosis only; the sandbox's tokens have none.
function checks.mfa()
  local claims = values.table(flow.claims("user"))
  if not claims or not values.table(claims.amr) then return askForMfa() end
  if holds(claims.amr, "mfa") then return finding("ok", "check-mfa-claimed") end
  return finding("problem", "check-mfa-missing", nil, "check-mfa-hint")
end

-- The role of whoever signed in, as the flows read it.
function checks.role()
  local roles, complete = entitlement.readRoles()
  local held = #roles > 0 and table.concat(roles, ", ") or flow.text("no-role")
  if entitlement.suffice(roles) then return finding("ok", "check-role", { held = held }) end
  if complete then return finding("problem", "check-role-missing", { held = held }, "check-role-hint") end
  return finding("warning", "check-role-unread", { held = held }, "check-role-unread-hint")
end

-- No page says how a partner's type is told. Reported by users:
-- an indirect provider is answered about its resellers, others get the error 1002; an indirect
-- reseller is told its providers.
local function probe(relationship)
  local answer = get("/relationships", { relationship_type = relationship })
  local body = values.table(answer.body)
  local items = answer.status == 200 and body and values.table(body.items)
  if items then return true, #items end
  if refusals.read(answer).code == "1002" then return false, 0 end
  return nil, 0, said(answer)
end

local function probedType()
  local provides, _, saidOfProvider = probe("IsIndirectCloudSolutionProviderOf")
  if provides then return "indirect-provider" end
  local resells, providers, saidOfReseller = probe("IsIndirectResellerOf")
  if resells and providers > 0 then return "indirect-reseller" end
  if provides == nil or resells == nil then return nil, saidOfProvider or saidOfReseller end
  return "direct-bill"
end

function checks.partnerType()
  local stated = values.text(flow.setting("partnerType"))
  if not stated then return finding("problem", "check-type-missing", nil, "check-type-missing-hint") end
  local probed, why = probedType()
  local members = { stated = stated, probed = probed, said = why }
  if not probed then return finding("unknown", "check-type-unread", members) end
  if probed == stated then return finding("ok", "check-type", members) end
  return finding("warning", "check-type-other", members, "check-type-hint")
end

return checks
