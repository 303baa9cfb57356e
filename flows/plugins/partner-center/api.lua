-- One call of the Partner Center API, as the page `headers` wants it.
local consent = require("consent")
local refusals = require("refusals")
local values = require("values")

local api = {}

local function headers(more)
  local all = {
    Accept = "application/json",
    -- Decides the language of texts, which is why nothing here depends on a text.
    ["X-Locale"] = "en-US",
    ["MS-PartnerCenter-Application"] = "FlowEngine",
  }
  for name, value in pairs(more or {}) do all[name] = value end
  return all
end

local function exchange(request)
  return flow.http{
    method = request.method, url = "{baseURL}/v1" .. request.path,
    path = request.parameters, query = request.query, headers = headers(request.headers),
    body = request.body, secrets = request.secrets,
    authentication = "user", idempotencyHeader = "MS-RequestId",
    correlationHeader = "MS-CorrelationId",
    -- Microsoft's own client waits three minutes; creating a tenant can take most of one.
    timeout = "PT180S", write = request.write, lost = request.lost,
  }
end

-- Fields: method, path (below /v1, with {names}), parameters, query, headers, body, secrets, write,
-- lost. Every status comes back as an answer. An expired sign-in waits for a person; the request
-- then goes out under a new id, so one that was lost before is read back once more.
function api.send(request) return consent.persist(exchange, request) end

-- The body of an answer with that status; anything else is a problem.
function api.expect(answer, status, doing, members)
  local body = values.table(answer.body)
  if answer.status ~= status or not body then refusals.raise(answer, doing, members) end
  return body
end

function api.read(path, parameters, query, doing, members)
  local answer = api.send{ method = "GET", path = path, parameters = parameters, query = query }
  return api.expect(answer, 200, doing, members)
end

return api
