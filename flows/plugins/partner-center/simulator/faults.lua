-- Misfortune on order, for tests. State `faults` is a list of
--   { method, path (a prefix; * is any one part), status, times, when, retryAfter, reason, html,
--     forget, code }
-- `when = "after"` does what was asked and then answers with the fault; `forget` drops what was
-- kept for the request id; `html` is the body of a gateway. Each is used up after `times` (1).
-- `flowctl sandbox fault METHOD PATH KIND [TIMES]` adds one of the kinds below.
local answers = require("simulator.answers")
local replay = require("simulator.replay")
local values = require("values")

local faults = {}

local kinds = {
  busy = { status = 503 },
  error = { status = 500 },
  timeout = { status = 408 },
  throttled = { status = 429 },
  -- Page partner-security-requirements-mandating-mfa.
  signIn = { status = 401, reason = "Unauthorized - MFA required" },
  -- Page error-codes, 20002.
  refused = { status = 403, code = 20002 },
  lost = { status = 504, when = "after" },
  forgotten = { status = 504, when = "after", forget = true },
}

function faults.kinds()
  local names = {}
  for name in pairs(kinds) do names[#names + 1] = name end
  return table.concat(names, ", ")
end

-- The fault, or nil for what is none.
function faults.add(method, path, kind, times)
  if not kinds[kind] or not times or times < 1 or path:sub(1, 1) ~= "/" then return nil end
  local fault = { method = method:upper(), path = path, times = times }
  for name, value in pairs(kinds[kind]) do fault[name] = value end
  local list = values.table(state.get("faults")) or array{}
  list[#list + 1] = fault
  state.put("faults", list)
  return fault
end

local function pattern(path)
  return "^" .. path:gsub("[%-%.%+]", "%%%0"):gsub("%*", "[^/]+")
end

local function fits(fault, request)
  return (not values.text(fault.method) or fault.method == request.method)
    and request.path:find(pattern(fault.path or "")) ~= nil
end

-- The first fault that fits, one use of it spent.
function faults.take(request)
  local list = values.table(state.get("faults"))
  if not list then return nil end
  local taken, left = nil, array{}
  for _, fault in ipairs(list) do
    if not taken and fits(fault, request) then
      taken = fault
      fault.times = (fault.times or 1) - 1
    end
    if (fault.times or 1) > 0 then left[#left + 1] = fault end
  end
  if taken then state.put("faults", left) end
  return taken
end

function faults.isAfter(fault) return fault.when == "after" end

function faults.answer(fault, request)
  if fault.forget == true then replay.forget(request) end
  if fault.status == 429 then
    local isGraph = request.path:find("^/v1%.0/") ~= nil
    local throttled = isGraph and answers.graphThrottled or answers.throttled
    return throttled(fault.retryAfter or 1)
  end
  if fault.status == 500 then return answers.refusal(500, 800003, "Unexpected service error") end
  if fault.code then return answers.refusal(fault.status, fault.code, "Refused by the sandbox") end
  local answer = answers.empty(fault.status or 503, values.text(fault.reason))
  if values.text(fault.html) then
    answer.body = fault.html
    answer.headers["Content-Type"] = "text/html"
  end
  return answer
end

return faults
