-- A person signs in: with a browser, or with a code that is typed on another device.
-- Pages: v2-oauth2-auth-code-flow, v2-oauth2-device-code. Both are about the endpoints of v2.0; what
-- those without a version answer for a device code is on no page, so there is none here.
--
-- Nobody types a password here. A browser is signed in at once, as admin or as its `login_hint`; a
-- code is typed by `flowctl sandbox signIn CODE [NAME]`.
--
-- State: device/DEVICE-CODE · typed/USER-CODE (its device code) · code/CODE (of a browser).
local answers = require("simulator.answers")
local entra = require("simulator.entra")
local users = require("simulator.users")
local values = require("values")

local signIns = {}

local lifetime = "PT15M"

local function refuse(why) error{ message = why } end

local function badRequest(text) return entra.refusal(400, "invalid_request", 900144, text) end

-- Whether somebody of that name can sign in. Who is known by a broken sign-in cannot.
local function mayEnter(name)
  local user = users.named(name)
  return user ~= nil and user.fault == nil
end

function signIns.startDevice(request)
  local form = values.table(request.form) or {}
  if not values.text(form.client_id) or not values.text(form.scope) then
    return badRequest("The request body must contain client_id and scope.")
  end
  local deviceCode, userCode = flow.hmac{ data = flow.uuid() }, flow.uuid():upper():sub(1, 8)
  state.put("device/" .. deviceCode, {
    scope = form.scope, expiresAt = flow.date.add(flow.now(), lifetime), polls = 0,
  })
  state.put("typed/" .. userCode, deviceCode)
  return answers.json(200, {
    device_code = deviceCode, user_code = userCode, expires_in = 900, interval = 1,
    verification_uri = "https://microsoft.com/devicelogin",
    message = "In the sandbox: flowctl sandbox signIn " .. userCode .. " [NAME]",
  })
end

-- The table of an unexpired device code that was shown as `userCode`.
local function typed(userCode)
  local deviceCode = values.text(state.get("typed/" .. userCode:upper()))
  local device = deviceCode and values.table(state.get("device/" .. deviceCode))
  if not device or flow.now() >= device.expiresAt then
    refuse("The sandbox waits for no sign-in with the code " .. userCode .. ".")
  end
  return device, "device/" .. deviceCode
end

-- flowctl sandbox signIn CODE [NAME]
function signIns.signIn(arguments)
  local device, key = typed(arguments.code)
  local name = values.text(arguments.name) or "admin"
  if not mayEnter(name) then refuse("Nobody called " .. name .. " can sign in to the sandbox.") end
  device.user = name
  state.put(key, device)
  return name .. " has signed in."
end

-- flowctl sandbox decline CODE
function signIns.decline(arguments)
  local device, key = typed(arguments.code)
  device.declined = true
  state.put(key, device)
  return "The sign-in was declined."
end

-- The user's name and the scope; or nil, nil and the refusal. The names of errors are those of the
-- page, and so are the numbers but for that of a refusal by the person, which is on no page.
function signIns.byDevice(form)
  local key = "device/" .. (values.text(form.device_code) or "")
  local device = values.table(state.get(key))
  if not device then
    return nil, nil, entra.refusal(400, "bad_verification_code", 70018, "The code is unknown.")
  end
  if device.declined then
    return nil, nil, entra.refusal(400, "authorization_declined", 70000, "The user declined.")
  end
  if flow.now() >= device.expiresAt then
    return nil, nil, entra.refusal(400, "expired_token", 70019, "The code has expired.")
  end
  if not values.text(device.user) then
    return nil, nil, entra.refusal(400, "authorization_pending", 70016, "Nobody has signed in yet.")
  end
  state.put(key, nil)
  return device.user, device.scope
end

local function encoded(text)
  return (text:gsub("[^%w%-_%.~]", function(byte) return string.format("%%%02X", byte:byte()) end))
end

-- Page reply-url: http goes only to localhost, on any port.
local function redirect(target, fields)
  local pairsOfQuery = {}
  for name, value in pairs(fields) do
    pairsOfQuery[#pairsOfQuery + 1] = name .. "=" .. encoded(value)
  end
  local answer = answers.empty(302, "Found")
  answer.headers.Location = target .. "?" .. table.concat(pairsOfQuery, "&")
  return answer
end

-- RFC 7636, 4.3: without a method the challenge is the verifier itself.
local function challengeOf(query)
  local method = values.text(query.code_challenge_method) or "plain"
  return values.text(query.code_challenge), method, method == "S256" or method == "plain"
end

function signIns.startBrowser(request)
  local query = request.query
  local target, scope = values.text(query.redirect_uri), values.text(query.scope)
  if query.response_type ~= "code" or not scope or not values.text(query.client_id)
    or not target or not (target .. "/"):find("^http://localhost:?%d*/") then
    return badRequest("The request must contain client_id, scope, redirect_uri and a response_type.")
  end
  local challenge, method, isKnown = challengeOf(query)
  if not isKnown then return badRequest("The code_challenge_method must be S256 or plain.") end
  local echoed = values.text(query.state) or ""
  local name = values.text(query.login_hint) or "admin"
  if not mayEnter(name) then
    return redirect(target, {
      error = "access_denied", error_description = "The sign-in was declined.", state = echoed,
    })
  end
  local code = flow.hmac{ data = flow.uuid() }
  state.put("code/" .. code, {
    user = name, scope = scope, redirect = target, challenge = challenge, method = method,
    expiresAt = flow.date.add(flow.now(), lifetime),
  })
  return redirect(target, { code = code, state = echoed })
end

-- RFC 7636, 4.6: whoever asked for the code has the verifier that its challenge was made of.
local function verifies(known, verifier)
  if not known.challenge then return true end
  if verifier == nil or known.method == "plain" then return verifier == known.challenge end
  return flow.sha256{ data = verifier, encoding = "base64url" } == known.challenge
end

-- As `byDevice`. A code is good for one exchange. The number for a wrong verifier is on no page; it
-- comes from answers that users reported.
function signIns.byCode(form)
  local key = "code/" .. (values.text(form.code) or "")
  local known = values.table(state.get(key))
  state.put(key, nil)
  if not known or flow.now() >= known.expiresAt or known.redirect ~= form.redirect_uri then
    return nil, nil, entra.refusal(400, "invalid_grant", 70008, "The code is expired or invalid.")
  end
  if not verifies(known, values.text(form.code_verifier)) then
    return nil, nil, entra.refusal(400, "invalid_grant", 50148,
      "The code_verifier does not match the code_challenge.")
  end
  return known.user, known.scope
end

return signIns
