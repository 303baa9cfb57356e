-- Misfortune on order, for tests. State `faults` is a list of
--   { method, path (a prefix), status, times, when, retryAfter, reason, html, forget }
-- `when = "after"` does what was asked and then answers with the fault; `forget` drops what was
-- kept for the request id; `html` is the body of a gateway. Each is used up after `times` (1).
local answers = require("simulator.answers")
local replay = require("simulator.replay")
local values = require("values")

local faults = {}

local function fits(fault, request)
  return (not values.text(fault.method) or fault.method == request.method)
    and request.path:sub(1, #(fault.path or "")) == (fault.path or "")
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
  local answer = answers.empty(fault.status or 503, values.text(fault.reason))
  if values.text(fault.html) then
    answer.body = fault.html
    answer.headers["Content-Type"] = "text/html"
  end
  return answer
end

return faults
