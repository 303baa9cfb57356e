-- The partner's customers as Partner Center lists them: searched by how a field begins, page by
-- page. Pages: get-a-list-of-customers, get-a-customer-by-name. How one page leads to the next is
-- on no page; it is what Microsoft's SDK for .NET does (CustomerCollectionOperations).
local api = require("api")
local problems = require("problems")
local values = require("values")

local directory = {}

local tokenHeader = "MS-ContinuationToken"

-- `starts_with` is the only operator, so what merely begins alike comes as well.
local function filter(field, text)
  return flow.json.encode{ Field = field, Value = text, Operator = "starts_with" }
end

local function firstPage(field, text)
  return api.send{
    method = "GET", path = "/customers", query = { size = "0", filter = filter(field, text) },
  }
end

-- The token carries the query: neither size nor filter goes with it.
local function nextPage(token)
  return api.send{
    method = "GET", path = "/customers", query = { seekOperation = "Next" },
    headers = { [tokenHeader] = token },
  }
end

-- The token stands in the answer, or among the headers of its link to the next page.
local function continuation(body)
  local token = values.text(body.continuationToken)
  local link = values.table((values.table(body.links) or {}).next)
  if token or not link then return token end
  for _, header in ipairs(values.table(link.headers) or {}) do
    if header.key == tokenHeader then token = values.text(header.value) end
  end
  return token or problems.raise("unexpected-answer", flow.text("no-continuation"))
end

local function entry(item)
  local profile = values.table(item.companyProfile) or {}
  local id = values.text(item.id) or values.text(profile.tenantId)
  if not id then problems.raise("unexpected-answer", flow.text("customer-without-id")) end
  return {
    customerId = id, domain = values.text(profile.domain), name = values.text(profile.companyName),
  }
end

local memberOf = { Domain = "domain", CompanyName = "name" }

-- Those whose field is the text, in any case, and those whose field only begins with it. Both lists
-- are whole: an answer without a list, or a page that comes back, says nothing and is a problem.
function directory.find(field, text)
  local equal, alike, seen = {}, {}, {}
  local answer = firstPage(field, text)
  while true do
    local body = api.expect(answer, 200, "doing-search")
    local items = values.table(body.items)
    if not items then problems.raise("unexpected-answer", flow.text("no-items")) end
    for _, item in ipairs(items) do
      local found = entry(item)
      local same = values.plain(found[memberOf[field]]) == values.plain(text)
      table.insert(same and equal or alike, found)
    end
    local token = continuation(body)
    if not token then return equal, alike end
    if seen[token] then problems.raise("unexpected-answer", flow.text("endless-pages")) end
    seen[token] = true
    answer = nextPage(token)
  end
end

return directory
