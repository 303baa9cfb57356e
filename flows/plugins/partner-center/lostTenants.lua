-- Tenants that were made and lost because Partner Center refused the contact's e-mail afterwards.
-- Each keeps its domain name (CloudBlue's knowledge base, article 133047, code 27002).
local questions = require("questions")
local values = require("values")

local lostTenants = {}

local function counted(lost, domain)
  local domains = array{}
  for _, name in ipairs(lost and lost.domains or {}) do domains[#domains + 1] = name end
  domains[#domains + 1] = domain
  return {
    count = #domains, domains = domains,
    notice = flow.text("lost-tenants", {
      count = tostring(#domains), domains = table.concat(domains, ", "),
    }),
  }
end

-- Another e-mail address needs another name too, so both are asked for together.
function lostTenants.askEmailAndDomain(request)
  local lost = counted(values.table(request.lost), request.domain)
  local given = questions.ask("emailAndDomain", request.given, {
    again = { "contact.email", "company.domain" },
    help = request.detail .. " " .. lost.notice,
  })
  return { given = given, asked = true, lostTenants = lost }
end

return lostTenants
