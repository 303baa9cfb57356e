-- A CRM that takes each attestation once. `GET /attestations` lists them.
local function record(request)
  local key = request.headers["idempotency-key"]
  if not key then return { status = 400, body = { error = "Idempotency-Key is missing" } } end
  if state.get("attestation/" .. key) == null then state.put("attestation/" .. key, request.body) end
  return { status = 201, body = { id = key } }
end

local function list()
  local all = array{}
  for _, entry in ipairs(state.list("attestation/")) do all[#all + 1] = entry.value end
  return { status = 200, body = { items = all } }
end

local function handle(request)
  if request.headers["x-api-key"] ~= flow.hmac{ data = "secret:crmKey" } then
    return { status = 401, body = { error = "X-Api-Key is wrong" } }
  end
  if request.path ~= "/attestations" then return { status = 404, body = {} } end
  return request.method == "POST" and record(request) or list()
end

return { handle = handle }
