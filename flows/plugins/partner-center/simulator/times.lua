-- Moments of the sandbox, in whole seconds.
local times = {}

local days = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" }
local months = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
}

function times.passed(moment)
  return flow.date.parse(flow.now()).epoch >= flow.date.parse(moment).epoch
end

function times.after(duration) return flow.date.add(flow.now(), duration) end

-- Seven digits of a second, as the examples of the pages have them.
function times.stamp()
  local seconds, fraction = flow.now():match("^([%d-]+T[%d:]+)%.?(%d*)Z$")
  return seconds .. "." .. fraction .. ("0"):rep(7 - #fraction) .. "Z"
end

-- The field `Date` of an answer (RFC 9110).
function times.header()
  local now = flow.date.parse(flow.now())
  local weekday = days[(now.epoch // 86400 + 4) % 7 + 1]
  return string.format("%s, %02d %s %04d %02d:%02d:%02d GMT", weekday, now.day, months[now.month],
    now.year, now.hour, now.min, now.sec)
end

return times
