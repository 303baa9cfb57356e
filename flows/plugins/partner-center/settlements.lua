-- What a person can settle about a new customer before it is created, or when that was refused.
local addresses = require("addresses")
local corrections = require("corrections")
local domains = require("domains")
local lostTenants = require("lostTenants")
local values = require("values")

local settlements = {}

-- Asks what the problem is about; what is given comes back with the answer in it.
function settlements.settleCustomer(request)
  local given, problem = request.given, request.problem
  if problem.violations then
    return corrections.askCorrection{ given = given, violations = problem.violations }
  end
  if problem.suggestions then
    return addresses.chooseAddress{
      given = given, verdict = problem.verdict, suggestions = problem.suggestions,
      message = values.text(problem.message),
    }
  end
  if problem.lostDomain then
    return lostTenants.askEmailAndDomain{
      given = given, domain = problem.lostDomain, detail = problem.detail, lost = request.lost,
    }
  end
  return domains.askDomain{ given = given, detail = problem.detail }
end

return settlements
