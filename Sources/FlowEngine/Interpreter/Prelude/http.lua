-- flow.http as scripts see it: one exchange, repeated for as long as that is safe.
--
-- The host sends once. Its answer is { status, … }, or { unknown = why } where nobody knows
-- whether the request was done; `restarted` where the program stopped meanwhile. `effect` is the number under which a repetition is asked for, so
-- that it is known to be the same request.

local flow = ...
local send = flow.http

local max_repetitions = 3
local max_throttled = 5
local pauses = { "PT0.5S", "PT1.5S", "PT3.5S" } -- longer each time, so as not to press on a busy server

local lost_rules = { ask = true, ["repeat"] = true }
local reads = { GET = true, HEAD = true, OPTIONS = true }

local function is_write(request)
  if request.write ~= nil then return request.write end
  return not reads[string.upper(request.method or "GET")]
end

-- What the journal keeps of the request: a function cannot be written down.
local function recordable(request)
  local copy = {}
  for name, value in pairs(request) do copy[name] = value end
  copy.write = is_write(request)
  if type(request.lost) == "function" then copy.lost = "verify" end
  return copy
end

local function raise_unknown(request, why)
  flow.raise {
    type = "https://flowengine.dev/problems/outcome-unknown",
    status = 500,
    title = "Nobody knows whether it was done",
    detail = string.format("%s %s: %s", request.method or "GET", request.url, why),
  }
end

local function raise_unreachable(request, why)
  flow.raise {
    type = "https://open-workflow-specification.org/spec/1.0.0/errors/communication",
    status = 503,
    title = "Communication error",
    detail = string.format("%s %s: %s", request.method or "GET", request.url, why),
  }
end

local function is_busy(answer) return answer.status == 408 or answer.status >= 500 end

function flow.http(request)
  if type(request) ~= "table" or type(request.url) ~= "string" then
    error("flow.http wants { method = …, url = … }", 2)
  end
  if not lost_rules[request.lost or "ask"] and type(request.lost) ~= "function" then
    error("flow.http knows lost = \"repeat\", \"ask\" or a function", 2)
  end
  local write = is_write(request)
  local recorded = recordable(request)
  local first
  local repetitions, throttled = 0, 0
  while true do
    local answer = send(recorded, first)
    first = answer.effect
    answer.effect = nil
    local why = answer.unknown

    if why == nil and answer.status == 429 and throttled < max_throttled then
      throttled = throttled + 1
      flow.sleep { seconds = math.max(1, math.ceil(answer.retryAfter or 10)) }
    elseif why == nil and not (is_busy(answer) and not write and repetitions < max_repetitions) then
      return answer
    else
      if write then
        if type(request.lost) == "function" then
          local found = request.lost(repetitions)
          if found ~= nil then return found end
        elseif request.lost ~= "repeat" then
          raise_unknown(request, why)
        end
        if repetitions == max_repetitions then raise_unknown(request, why) end
      elseif repetitions == max_repetitions then
        raise_unreachable(request, why)
      end
      repetitions = repetitions + 1
      if not answer.restarted then flow.sleep(pauses[repetitions]) end
    end
  end
end
