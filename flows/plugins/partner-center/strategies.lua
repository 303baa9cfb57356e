-- The ways to attest, one behind the setting `attestation`. Each takes what createAgreement takes
-- and returns { status, signatory, dateAgreed, templateId, recordedAt }; its `check` faults where
-- it cannot be used, so that a flow can ask before it writes anything.
local enhanced = require("enhanced")
local legacy = require("legacy")

local strategies = {}

local known = { legacy = legacy, enhanced = enhanced }

-- The setting's schema admits no other name.
function strategies.current() return known[flow.setting("attestation")] end

return strategies
