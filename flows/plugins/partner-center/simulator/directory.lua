-- The list of customers, as strict as its pages and Microsoft's SDK for .NET.
-- Pages: get-a-list-of-customers, get-a-customer-by-name.
--
-- Continuation (CustomerCollectionOperations in the SDK): `seekOperation=Next`, the token in the
-- header MS-ContinuationToken, and neither `size` nor `filter`, since the token carries both.
-- `totalCount` counts the page. The order is not documented; here it is that of the ids.
local answers = require("simulator.answers")
local values = require("values")

local directory = {}

-- `size=0` is the server's own size, which is not documented. It is small here, so that nobody
-- overlooks that there are more pages.
local usualSize = 2

local function invalid(name) return answers.refusal(400, 3000, "Invalid property: " .. name) end

-- Fields that can be searched, by prefix and in any case.
local searched = { Domain = "domain", CompanyName = "companyName" }

local function readFilter(text)
  local ok, filter = pcall(flow.json.decode, text)
  filter = ok and values.table(filter)
  local sound = filter and searched[filter.Field] and filter.Operator == "starts_with"
    and type(filter.Value) == "string"
  return sound and { field = filter.Field, value = filter.Value } or nil
end

local function matches(customer, filter)
  if not values.table(filter) then return true end
  local text = values.lower(customer.companyProfile[searched[filter.field]])
  local prefix = values.lower(filter.value)
  return text:sub(1, #prefix) == prefix
end

-- A token proves itself and holds what it continues, so that nothing is kept for it.
local function sealed(query)
  local claim = flow.json.encode(query):gsub(".", function(character)
    return string.format("%02x", character:byte())
  end)
  return claim .. "." .. flow.hmac{ data = "continuation:" .. claim }
end

local function opened(token)
  local claim, code = (token or ""):match("^(%x+)%.(%x+)$")
  if not claim or code ~= flow.hmac{ data = "continuation:" .. claim } then return nil end
  local text = claim:gsub("%x%x", function(byte) return string.char(tonumber(byte, 16)) end)
  return flow.json.decode(text)
end

-- Items have no billing profile and do not tell of delegated access.
local function summary(customer)
  return {
    id = customer.id, companyProfile = customer.companyProfile,
    relationshipToPartner = customer.relationshipToPartner, links = customer.links,
    attributes = customer.attributes,
  }
end

local function link(uri, headers)
  return { uri = uri, method = "GET", headers = headers or array{} }
end

local function collection(query, items, token)
  local body = answers.collection(items)
  body.links = { self = link("/customers?size=" .. query.size) }
  if token then
    body.continuationToken = token
    body.links.next = link("/customers?size=" .. query.size .. "&seekOperation=Next",
      array{ { key = "MS-ContinuationToken", value = token } })
  end
  return answers.json(200, body)
end

-- `query` is { size, filter, after }: the id that the page begins behind.
local function page(query)
  local items, size = array{}, query.size > 0 and query.size or usualSize
  for _, entry in ipairs(state.list("customer/")) do
    local customer = entry.value
    if customer.id > query.after and matches(customer, query.filter) then
      if #items == size then
        return collection(query, items, sealed{
          size = query.size, filter = query.filter, after = items[size].id,
        })
      end
      items[#items + 1] = summary(customer)
    end
  end
  return collection(query, items, nil)
end

local function continued(query, token)
  if query.seekOperation ~= "Next" then return invalid("seekOperation") end
  if query.size ~= nil or query.filter ~= nil then return invalid("size or filter") end
  local known = opened(token)
  return known and page(known) or invalid("MS-ContinuationToken")
end

function directory.list(request)
  local query = values.table(request.query) or {}
  local token = values.text(request.headers["ms-continuationtoken"])
  if query.seekOperation ~= nil then return continued(query, token) end
  if token then return invalid("seekOperation") end
  local filter = query.filter ~= nil and readFilter(query.filter) or nil
  if query.filter ~= nil and not filter then return invalid("filter") end
  local size = tostring(query.size or "0"):match("^%d+$")
  if not size then return invalid("size") end
  -- The page wants a size unless there is a filter.
  if query.size == nil and not filter then return invalid("size") end
  return page{ size = tonumber(size), filter = filter or null, after = "" }
end

return directory
