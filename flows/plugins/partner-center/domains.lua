-- Is a domain name free? Page: verify-domain-availability.
local api = require("api")
local problems = require("problems")
local questions = require("questions")
local refusals = require("refusals")

local domains = {}

-- true, false, or nil where the answer tells neither, with the answer.
function domains.taken(domain)
  local answer = api.send{
    method = "HEAD", path = "/domains/{domain}", parameters = { domain = domain },
  }
  if answer.status == 200 then return true, answer end
  if answer.status == 404 then return false, answer end
  return nil, answer
end

function domains.raiseTaken(domain, text, members)
  local all = { field = "company.domain", domain = domain }
  for name, value in pairs(members or {}) do all[name] = value end
  problems.raise("domain-taken", flow.text(text, { domain = domain }), all)
end

function domains.checkDomain(request)
  local taken, answer = domains.taken(request.domain)
  if taken then domains.raiseTaken(request.domain, "domain-taken-detail") end
  if taken == nil then refusals.raise(answer, "doing-domain") end
  return { domain = request.domain, available = true }
end

-- `detail` says what became of the one before.
function domains.askDomain(request)
  local given = questions.ask("domain", request.given, {
    again = { "company.domain" }, help = request.detail,
  })
  return { given = given, asked = true }
end

return domains
