-- One call of Microsoft Graph as the signed-in user.
local consent = require("consent")

local graph = {}

local function exchange(request)
  return flow.http{
    method = request.method, url = "{graphURL}/v1.0" .. request.path, path = request.parameters,
    query = request.query, headers = { Accept = "application/json" }, body = request.body,
    authentication = "graph", correlationHeader = "client-request-id", lost = request.lost,
  }
end

-- Fields: method, path (below /v1.0, with {names}), parameters, query, body, lost. Every status
-- comes back as an answer. An expired sign-in waits for a person.
function graph.send(request) return consent.persist(exchange, request) end

return graph
