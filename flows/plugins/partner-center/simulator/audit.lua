-- The record of what the partner did. Pages: get-a-record-of-partner-center-activity-by-user,
-- auditing-resources. How soon a record shows is not documented; here it is at once.
local answers = require("simulator.answers")
local ids = require("simulator.ids")
local times = require("simulator.times")
local values = require("values")

local audit = {}

-- `operation` and `resource` as the page auditing-resources names them; `value` is what was made.
function audit.keep(request, caller, entry)
  local customer = entry.customer
  local number = #state.list("audit/" .. customer.id) + 1
  state.put(string.format("audit/%s %06d", customer.id, number), {
    id = customer.id .. "_" .. entry.operation:gsub("_", "") .. "_" .. number,
    customerId = customer.id, customerName = customer.companyProfile.companyName,
    userPrincipalName = caller.user and caller.user.upn or null,
    resourceType = entry.resource, resourceNewValue = flow.json.encode(entry.value),
    operationType = entry.operation, operationDate = times.stamp(), operationStatus = "succeeded",
    -- Not the request's own, which is another one after a crash.
    originalCorrelationId = ids.of("correlation " .. customer.id .. " " .. number),
    customizedData = entry.data or array{}, attributes = { objectType = "AuditRecord" },
  })
end

local function equals(text, value) return text:lower() == value:lower() end

local function contains(text, value) return text:lower():find(value:lower(), 1, true) ~= nil end

-- One filter a call, each field with its own operator.
local filters = {
  CompanyName = { operator = "substring", member = "customerName", fits = contains },
  CustomerId = { operator = "equals", member = "customerId", fits = equals },
  ResourceType = { operator = "equals", member = "resourceType", fits = equals },
}

-- A function that says whether a record fits; nil where there is no such filter.
local function readFilter(text)
  if text == nil then return function() return true end end
  local ok, filter = pcall(flow.json.decode, text)
  filter = ok and values.table(filter)
  local known = filter and filters[filter.Field]
  if not known or filter.Operator ~= known.operator or not values.text(filter.Value) then
    return nil
  end
  return function(record) return known.fits(record[known.member], filter.Value) end
end

local function invalid(name) return answers.refusal(400, 3000, "Invalid property: " .. name) end

local function daysAgo(count) return flow.date.add(flow.now(), "-P" .. count .. "D"):sub(1, 10) end

local function items(from, to, fits)
  local found = array{}
  for _, entry in ipairs(state.list("audit/")) do
    local day = entry.value.operationDate:sub(1, 10)
    if day >= from and day <= to and fits(entry.value) then found[#found + 1] = entry.value end
  end
  return found
end

-- The last 30 days unless dates are given; at most 90 days back.
function audit.list(request)
  local query = values.table(request.query) or {}
  local from, to = query.startDate or daysAgo(30), query.endDate or daysAgo(0)
  if not flow.date.is_day(from) then return invalid("startDate") end
  if not flow.date.is_day(to) then return invalid("endDate") end
  if from < daysAgo(90) then
    return answers.refusal(400, 400, "The start date is more than 90 days in the past.")
  end
  local fits = readFilter(query.filter)
  if not fits then return invalid("filter") end
  return answers.marked(200, answers.collection(items(from, to, fits)))
end

return audit
