-- Who may call what, and how a request has to look.
-- Pages: headers, partner-center-authentication, error-codes.
local answers = require("simulator.answers")
local tokens = require("simulator.tokens")
local users = require("simulator.users")

local access = {}

local guid = "^%x%x%x%x%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$"

-- Page partner-security-requirements-mandating-mfa: two forms of 401, one without a body.
local function mfaRefusal(form)
  if form == "900421" then
    return answers.refusal(401, 900421, "MFA is required for this request.")
  end
  local answer = answers.empty(401, "Unauthorized - MFA required")
  answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
  return answer
end

-- Same page, `ValidateMfa: true`: nobody is turned away, and the answer says how it stands. Whether
-- in a header or in the body is not documented; here it is a header.
function access.validatesMfa(request) return request.headers.validatemfa == "true" end

function access.noteMfa(answer, request, caller)
  if not access.validatesMfa(request) or not caller.user then return end
  answer.headers.isMfaCompliant = tostring(caller.user.mfa == nil)
end

local function checkToken(caller, request, route)
  if not caller then return answers.refusal(401, 400, "Access denied") end
  if caller.audience ~= "partner-center" then
    return answers.refusal(401, 900420,
      "The audience in the token is invalid and is no longer supported in Partner Center API.")
  end
  if caller.user and caller.user.mfa and not access.validatesMfa(request) then
    return mfaRefusal(caller.user.mfa)
  end
  -- Page error-codes, 900329. Agreements are for App+User tokens only.
  if route.userOnly and caller.kind ~= "user" then
    return answers.refusal(
      403, 900329, "This resource does not support application-only authentication.")
  end
  if route.agents and caller.user and not users.mayAttest(caller.user) then
    return answers.refusal(403, 900150,
      "The supplied role doesn't have the rights to perform the requested operation")
  end
  return nil
end

local function badHeader(name) return answers.refusal(400, 800002, "Invalid input: " .. name) end

-- Page headers. Which code a missing header gets is not documented.
local function checkHeaders(request, route)
  local headers = request.headers
  local accepts = (headers.accept or ""):find("application/json", 1, true)
  if not accepts then return badHeader("Accept") end
  local json = (headers["content-type"] or ""):find("^application/json")
  if request.method == "POST" and not route.bare and not json then
    return badHeader("Content-Type")
  end
  for _, name in ipairs{ "MS-RequestId", "MS-CorrelationId" } do
    local value = headers[name:lower()]
    if value and not value:find(guid) then return badHeader(name) end
    -- Page create-a-customer: both are required there.
    if route.traced and not value then return badHeader(name) end
  end
  return nil
end

-- The caller, or nil and the answer that turns the request away.
function access.check(request, route)
  local caller = tokens.caller(request)
  local refusal = checkToken(caller, request, route) or checkHeaders(request, route)
  if refusal then return nil, refusal end
  return caller
end

return access
