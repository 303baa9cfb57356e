-- The sandbox: Partner Center, the token endpoints of Microsoft Entra and what is needed of
-- Microsoft Graph, as strict as their pages. Nothing outside this process is reached.
--
-- State: customer/ID · domain/NAME · stranger/ID · agreements/ID · direct/ID · token/DIGEST ·
-- answer/METHOD PATH REQUEST-ID (what was answered, without password) · acceptedAt/ID · review/ID ·
-- orders/ID · cart/ID/CART · subscriptions/ID · audit/ID NUMBER · mail/MAILBOX · faults.
local access = require("simulator.access")
local accountReviews = require("simulator.accountReviews")
local addresses = require("simulator.addresses")
local agreements = require("simulator.agreements")
local answers = require("simulator.answers")
local audit = require("simulator.audit")
local carts = require("simulator.carts")
local countries = require("simulator.countries")
local customers = require("simulator.customers")
local directory = require("simulator.directory")
local documents = require("simulator.documents")
local faults = require("simulator.faults")
local graph = require("simulator.graph")
local mailboxes = require("simulator.mailboxes")
local orders = require("simulator.orders")
local relationships = require("simulator.relationships")
local replay = require("simulator.replay")
local seed = require("simulator.seed")
local signIns = require("simulator.signIns")
local subscriptions = require("simulator.subscriptions")
local tokens = require("simulator.tokens")

-- `open`: no token of Partner Center. `userOnly`: no app-only token. `agents`: Admin or Sales
-- agents. `traced`: ids are required. `once`: once per request id. `bare`: no body.
local routes = {
  { "POST", "/{}/oauth2/token", tokens.grantV1, open = true },
  { "POST", "/{}/oauth2/v2.0/token", tokens.grantV2, open = true },
  { "POST", "/{}/oauth2/v2.0/devicecode", signIns.startDevice, open = true },
  { "GET", "/{}/oauth2/v2.0/authorize", signIns.startBrowser, open = true },
  { "GET", "/v1.0/me/memberOf", graph.memberOf, open = true },
  { "POST", "/v1.0/me/sendMail", mailboxes.send, open = true },
  { "POST", "/v1.0/users/{}/sendMail", mailboxes.send, open = true },
  { "GET", "/v1.0/me/messages", mailboxes.list, open = true },
  { "GET", "/v1.0/users/{}/messages", mailboxes.list, open = true },
  { "GET", "/v1/countryvalidationrules/{}", countries.read },
  { "POST", "/v1/validations/address", addresses.validate },
  { "HEAD", "/v1/domains/{}", customers.checkDomain },
  { "GET", "/v1/customers", directory.list },
  { "POST", "/v1/customers", customers.create, agents = true, traced = true, once = true },
  {
    "GET", "/v1/customers/relationshiprequests", relationships.link,
    userOnly = true, agents = true,
  },
  { "GET", "/v1/relationships", relationships.list, userOnly = true },
  { "GET", "/v1/customers/{}", customers.read },
  { "GET", "/v1/auditrecords", audit.list },
  { "GET", "/v1/agreementtemplates/{}/document", documents.read, userOnly = true },
  { "GET", "/v1/agreements", agreements.templates, userOnly = true },
  { "GET", "/v1/customers/{}/agreements", agreements.list, userOnly = true, agents = true },
  {
    "POST", "/v1/customers/{}/agreements", agreements.create,
    userOnly = true, agents = true, once = true,
  },
  {
    "GET", "/v1/customers/{}/directSignedMicrosoftCustomerAgreementStatus",
    agreements.directStatus, userOnly = true,
  },
  { "GET", "/v1/customers/{}/validationStatus", accountReviews.read, userOnly = true },
  { "GET", "/v1/customers/{}/orders", orders.list },
  { "POST", "/v1/customers/{}/orders", orders.create, agents = true, once = true },
  { "POST", "/v1/customers/{}/carts", carts.create, agents = true, once = true },
  {
    "POST", "/v1/customers/{}/carts/{}/checkout", carts.checkout,
    agents = true, once = true, bare = true,
  },
  { "GET", "/v1/customers/{}/subscriptions", subscriptions.list },
}

local function pattern(path)
  return "^" .. path:gsub("%.", "%%."):gsub("{}", "([^/]+)") .. "$"
end

-- The route and what stands in place of its {}.
local function find(request)
  for _, route in ipairs(routes) do
    local parts = route[1] == request.method and { request.path:match(pattern(route[2])) }
    if parts and #parts > 0 then return route, parts end
  end
  return nil
end

local function perform(route, request, caller, parts)
  local function answer() return route[3](request, caller, table.unpack(parts)) end
  return route.once and replay.once(request, answer) or answer()
end

local function answered(request)
  local route, parts = find(request)
  if not route then return answers.refusal(404, 1000, "Not found") end
  if route.open then return route[3](request) end
  local caller, refusal = access.check(request, route)
  if not caller then return refusal end
  local answer = perform(route, request, caller, parts)
  access.noteMfa(answer, request, caller)
  return answer
end

local function handle(request)
  local fault = faults.take(request)
  if fault and not faults.isAfter(fault) then
    return answers.traced(faults.answer(fault, request), request)
  end
  local answer = answered(request)
  if fault then answer = faults.answer(fault, request) end
  return answers.traced(answer, request)
end

return { handle = handle, seed = seed }
