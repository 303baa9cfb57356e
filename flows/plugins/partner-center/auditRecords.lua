-- What was done at Partner Center in the partner's name, by whom and when.
-- Pages: get-a-record-of-partner-center-activity-by-user, auditing-resources. How soon a record
-- shows is not documented, nor what those of an attestation hold.
local api = require("api")
local problems = require("problems")
local values = require("values")

local auditRecords = {}

-- One filter a call; each field has an operator of its own.
local filters = {
  { member = "customerId", Field = "CustomerId", Operator = "equals" },
  { member = "resourceType", Field = "ResourceType", Operator = "equals" },
  { member = "companyName", Field = "CompanyName", Operator = "substring" },
}

local function filter(request)
  for _, known in ipairs(filters) do
    local value = values.text(request[known.member])
    if value then
      return flow.json.encode{ Field = known.Field, Value = value, Operator = known.Operator }
    end
  end
  return nil
end

-- `UserId` as `userId`. Credentials are left out, though Microsoft blanks the password.
local function plainMembers(object)
  local plain = {}
  for name, value in pairs(object) do
    local member = name:sub(1, 1):lower() .. name:sub(2)
    if member ~= "userCredentials" then plain[member] = value end
  end
  return plain
end

-- The new value is JSON in a text; nil where it is not.
local function newValue(item)
  local text = values.text(item.resourceNewValue)
  local ok, value = pcall(flow.json.decode, text or "null")
  value = ok and values.table(value)
  return value and plainMembers(value) or nil
end

local function details(item)
  local all = {}
  for _, pair in ipairs(values.table(item.customizedData) or {}) do
    if values.text(pair.key) then all[pair.key] = pair.value end
  end
  return all
end

local function record(item)
  return {
    operation = values.text(item.operationType), resource = values.text(item.resourceType),
    status = values.text(item.operationStatus), at = values.text(item.operationDate),
    customerId = values.text(item.customerId), customerName = values.text(item.customerName),
    user = values.text(item.userPrincipalName),
    correlationId = values.text(item.originalCorrelationId),
    value = newValue(item), details = details(item),
  }
end

function auditRecords.readAuditRecords(request)
  local body = api.read("/auditrecords", nil, {
    startDate = values.text(request.from), endDate = values.text(request.to),
    filter = filter(request),
  }, "doing-audit")
  local items = values.table(body.items)
  if not items then problems.raise("unexpected-answer", flow.text("no-items")) end
  local records = array{}
  for number, item in ipairs(items) do records[number] = record(item) end
  return { records = records }
end

return auditRecords
