-- Nobody knows whether the customer has accepted. Nothing is attested on a guess: what Partner
-- Center cannot show is read again, or a person decides who knows more.
local problems = require("problems")

local doubts = {}

-- Without the attestations on file nobody can tell whether another one would repeat them.
local function raiseUnread(acceptance)
  problems.raise("acceptance-unknown", flow.text("acceptance-unread", { why = acceptance.why }), {
    customerId = acceptance.customerId,
  })
end

-- The attestations were read and there is none; only a direct acceptance is in doubt. Attesting
-- beside one would do no more than send the customer a needless e-mail, so an agent may decide.
function doubts.settleDoubt(request)
  local acceptance = request.acceptance
  if acceptance.records == null then raiseUnread(acceptance) end
  local answer = flow.prompt{
    form = "doubt", help = flow.text("doubt", { why = acceptance.why }),
  }
  return { attest = answer.choice == "attest" }
end

return doubts
