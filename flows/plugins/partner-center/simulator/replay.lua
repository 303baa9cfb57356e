-- A write is done once per request id: the same id brings the first answer again.
-- Pages: headers, create-a-customer.
local answers = require("simulator.answers")
local passwords = require("simulator.passwords")
local values = require("values")

local replay = {}

local function key(request)
  local id = request.headers["ms-requestid"]
  return id and "answer/" .. request.method .. " " .. request.path .. " " .. id:lower()
end

local function fingerprint(request) return flow.hmac{ data = "body:" .. (request.text or "") } end

local function copy(source)
  local made = {}
  for name, value in pairs(source) do made[name] = value end
  return made
end

-- The answer with its password taken out or put in again.
local function withPassword(answer, password)
  local credentials = answer.body and values.table(answer.body.userCredentials)
  if not credentials then return answer end
  local changed, body = copy(answer), copy(answer.body)
  body.userCredentials = { userName = credentials.userName, password = password }
  changed.body = body
  return changed
end

local function again(known, request)
  -- What happens to one id with two bodies is not documented; it is never right.
  if known.fingerprint ~= fingerprint(request) then
    return answers.refusal(400, 800002, "Invalid input: MS-RequestId was used for another request")
  end
  return withPassword(known.answer, passwords.of(known.answer.body and known.answer.body.id))
end

function replay.once(request, perform)
  local name = key(request)
  if not name then return perform() end
  local known = values.table(state.get(name))
  if known then return again(known, request) end
  local answer = perform()
  -- One that never reached anybody is no answer.
  if answer.status >= 500 then return answer end
  state.put(name, { fingerprint = fingerprint(request), answer = withPassword(answer, nil) })
  return answer
end

-- As if the answer had been kept for too short a time.
function replay.forget(request)
  local name = key(request)
  if name then state.put(name, null) end
end

return replay
