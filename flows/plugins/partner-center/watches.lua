-- Waiting for a customer to accept the agreement directly. Nothing tells of it, so it is read from
-- time to time. Page: get-direct-sign-status-of-customer-agreement.
local directAcceptance = require("directAcceptance")
local problems = require("problems")
local prospects = require("prospects")
local values = require("values")

local watches = {}

-- Who the prospect has become, once it has; why that is not known otherwise.
local function identify(state)
  if state.customer then return nil end
  local customer, why = problems.attempt(prospects.become, state.prospect)
  state.customer = customer
  return why
end

local function unknown(why)
  return { verdict = "unknown", why = why, notice = flow.text("verdict-unknown") .. " " .. why }
end

-- Of a company that is no customer neither reading is answered (20002), whatever it has accepted.
local function observed(state)
  local why = identify(state)
  if not state.customer then return unknown(why or flow.text("not-our-customer-yet")) end
  local signed, reason = problems.attempt(directAcceptance.read, state.customer.customerId)
  if signed == nil then return unknown(reason) end
  if signed then
    return { verdict = "accepted-directly", notice = flow.text("verdict-accepted-directly") }
  end
  return { verdict = "not-accepted", notice = flow.text("not-accepted-directly") }
end

local function secondsUntil(instant, now)
  return flow.date.parse(instant).epoch - flow.date.parse(now).epoch
end

local function seconds(duration)
  local start = "2000-01-01T00:00:00Z"
  return secondsUntil(flow.date.add(start, duration), start)
end

-- Reads until the customer has accepted or the time is over. "Not accepted" is only ever what the
-- last reading said.
function watches.watchAcceptance(request)
  local id = values.text(request.customerId)
  local state = { customer = id and { customerId = id }, prospect = values.table(request.prospect) }
  local deadline, pause = flow.date.add(flow.now(), request.within), seconds(request.every)
  while true do
    local acceptance, now = observed(state), flow.now()
    local left = secondsUntil(deadline, now)
    if acceptance.verdict == "accepted-directly" or left <= 0 then
      acceptance.checkedAt, acceptance.stale = now, false
      return { customer = not id and state.customer or nil, acceptance = acceptance }
    end
    flow.sleep{ seconds = math.min(pause, left) }
  end
end

return watches
