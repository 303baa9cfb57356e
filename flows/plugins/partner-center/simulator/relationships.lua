-- The link by which a tenant becomes a customer. Page: request-reseller-relationship. It names the
-- partner and nobody else.
local answers = require("simulator.answers")

local relationships = {}

local partner = "80bb0fe3-fde8-5a93-8945-37aea8bbf228"

function relationships.link()
  return answers.json(200, {
    url = "https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId="
      .. partner .. "&msppId=0&DAP=false#/BillingAccounts/partner-invitation",
    attributes = { objectType = "RelationshipRequest" },
  })
end

-- Page retrieve-a-list-of-relationships names the parameter. The sandbox's partner bills directly: it
-- has no resellers, for which users report the error 1002, and no provider either.
function relationships.list(request)
  local kind = request.query.relationship_type
  if kind == "IsIndirectCloudSolutionProviderOf" then
    return answers.refusal(403, 1002, "Authorization Failed")
  end
  return answers.json(200, answers.collection(array{}))
end

return relationships
