-- The token endpoints of Microsoft Entra and the check of the tokens they gave.
-- Pages: enable-secure-app-model, partner-center-authentication, v2-oauth2-auth-code-flow.
-- Of access tokens only digests are kept. A refresh token proves itself, so that it outlives a reset
-- of the sandbox; an old one still works after it was replaced, as with Entra.
local answers = require("simulator.answers")
local entra = require("simulator.entra")
local signIns = require("simulator.signIns")
local users = require("simulator.users")
local values = require("values")

local tokens = {}

-- Each sandbox has texts of its own for the secrets that plugin.yaml names under `simulators`.
local function secret(name) return flow.hmac{ data = "secret:" .. name } end

local lifetime = 3600
local refreshLifetime = 90 * 86400

local audiences = {
  ["https://api.partnercenter.microsoft.com"] = "partner-center",
  ["https://graph.microsoft.com"] = "graph",
  -- Page deprecate-azure-active-directory-graph-token: given out, then refused (900420).
  ["https://graph.windows.net"] = "retired",
}

local function digest(text) return flow.hmac{ data = "token:" .. text } end

local function epoch() return flow.date.parse(flow.now()).epoch end

-- The name behind a refresh token: a seed, or one given out within the last 90 days.
local function userOf(refreshToken)
  local seed, name = refreshToken:match("^(%x+):?(.*)$")
  if seed == secret("refreshToken") then return name ~= "" and name or "admin" end
  local claim, issuedAt, user, code = refreshToken:match("^((%d+)%.([^.]+)%.[^.]+)%.(%x+)$")
  if not claim or code ~= flow.hmac{ data = "refresh:" .. claim } then return nil end
  if epoch() > tonumber(issuedAt) + refreshLifetime then return "inactive" end
  return user
end

local function newRefreshToken(user)
  local claim = string.format("%.0f.%s.%s", epoch(), user.name, flow.uuid())
  return claim .. "." .. flow.hmac{ data = "refresh:" .. claim }
end

local function keepAccessToken(kind, user, audience)
  local text = "sandbox-access." .. flow.hmac{ data = flow.uuid() }
  state.put("token/" .. digest(text), {
    kind = kind, user = user and user.name or null, audience = audience,
    expiresAt = flow.date.add(flow.now(), "PT" .. lifetime // 60 .. "M"),
  })
  return text
end

-- v1 takes `resource` and writes lifetimes as text; v2 takes `scope` and writes numbers.
local function v1(form)
  local issued = epoch()
  return form.resource, {
    token_type = "Bearer", resource = form.resource,
    expires_in = tostring(lifetime), ext_expires_in = tostring(lifetime),
    expires_on = string.format("%.0f", issued + lifetime),
    not_before = string.format("%.0f", issued),
  }
end

local function v2(form)
  local scope = (form.scope or ""):match("https://%S+")
  local resource = scope and scope:match("^(https://[^/]+)")
  return resource, {
    token_type = "Bearer", scope = scope,
    expires_in = lifetime - 1, ext_expires_in = lifetime - 1,
  }
end

-- Who signed in before: the user's name and the scope asked for; or nil, nil and the refusal.
local function byRefreshToken(form)
  local name = userOf(values.text(form.refresh_token) or "")
  local user = name and users.named(name)
  if not user then
    return nil, nil, entra.refusal(400, "invalid_grant", 9002313, "The refresh token is not valid.")
  end
  if user.fault then return nil, nil, entra.refusal(400, table.unpack(user.fault)) end
  return name, form.scope
end

-- Page v2-oauth2-device-code shows no client secret; RFC 8628 wants one of who has one.
local grants = {
  refresh_token = { user = byRefreshToken },
  authorization_code = { user = signIns.byCode, signsIn = true },
  ["urn:ietf:params:oauth:grant-type:device_code"] = {
    user = signIns.byDevice, signsIn = true, secretMayLack = true,
  },
}

local function grantUser(kind, form, version)
  local name, scope, refused = kind.user(form)
  if refused then return refused end
  form.scope = scope
  local resource, body = version(form)
  local audience = audiences[resource or ""]
  if not audience then
    return entra.refusal(400, "invalid_resource", 500011, "The resource principal was not found.")
  end
  local user = users.named(name)
  body.scope = body.scope or "user_impersonation"
  body.access_token = keepAccessToken("user", user, audience)
  if not kind.signsIn or scope:find("offline_access", 1, true) then
    body.refresh_token = newRefreshToken(user)
  end
  body.id_token = "sandbox-id-token"
  return answers.json(200, body)
end

local function grantApplication(form, version)
  local resource, body = version(form)
  local audience = audiences[resource or ""]
  if not audience then
    return entra.refusal(400, "invalid_resource", 500011, "The resource principal was not found.")
  end
  body.access_token = keepAccessToken("application", nil, audience)
  return answers.json(200, body)
end

local function grant(request, version)
  local form = values.table(request.form)
  if not form or not values.text(form.client_id) then
    return entra.refusal(400, "invalid_request", 900144, "The request body must contain client_id.")
  end
  local kind = grants[form.grant_type]
  local lacks = form.client_secret == nil and kind ~= nil and kind.secretMayLack
  if form.client_secret ~= secret("clientSecret") and not lacks then
    return entra.refusal(401, "invalid_client", 70002, "The client secret does not match.")
  end
  if form.grant_type == "client_credentials" then return grantApplication(form, version) end
  if not kind or (kind.signsIn and version == v1) then
    return entra.refusal(400, "unsupported_grant_type", 70003, "The grant type is not supported.")
  end
  return grantUser(kind, form, version)
end

function tokens.grantV1(request) return grant(request, v1) end

function tokens.grantV2(request) return grant(request, v2) end

-- Whom a request comes from: { kind, user, audience }; nil without a token that holds.
function tokens.caller(request)
  local text = (request.headers.authorization or ""):match("^Bearer (%S+)$")
  local known = text and values.table(state.get("token/" .. digest(text)))
  if not known or flow.now() >= known.expiresAt then return nil end
  local name = values.text(known.user)
  return { kind = known.kind, audience = known.audience, user = name and users.named(name) }
end

return tokens
