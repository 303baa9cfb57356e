-- The link by which a customer accepts the reseller relationship and the agreement together. It is
-- the partner's, the same for every customer. Page: request-reseller-relationship.
local api = require("api")
local problems = require("problems")
local values = require("values")

local relationshipLinks = {}

-- The address is passed on as it comes.
function relationshipLinks.readRelationshipLink()
  local body = api.read("/customers/relationshiprequests", nil, nil, "doing-link")
  local url = values.text(body.url)
  if not url then problems.raise("unexpected-answer", flow.text("no-link")) end
  return { url = url }
end

return relationshipLinks
