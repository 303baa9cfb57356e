-- Enhanced attestation: the customer accepts in a component that Microsoft hosts, and the partner
-- finalises. It has what `legacy` has: the same input and output. It is not built: of the page
-- integrate-sandbox-confirm-customer-accept only the beginning could be read, which names neither
-- all fields of the request nor its answer, the component's address or the call that finalises.
local problems = require("problems")

local enhanced = {}

function enhanced.check()
  problems.raise("not-built", flow.text("enhanced-not-built"), { field = "attestation" })
end

function enhanced.attest() return enhanced.check() end

return enhanced
