-- What only a person decides about an invitation. Whether to attest is always such a decision: it
-- states what the customer really did.
local questions = require("questions")
local values = require("values")

local decisions = {}

-- Who has bought may be unable to accept directly, and the partner attests instead.
-- Page: confirm-customer-agreement ("Troubleshoot customer acceptance").
function decisions.decideBought(request)
  return { way = questions.choose("bought", { "attest", "invite", "give-up" },
    flow.text("bought-help", {
      customer = request.customer, products = table.concat(request.products, ", "),
    })) }
end

-- The time is over. What the last reading said is told as it is; nobody can be attested for who is
-- no customer.
function decisions.decideOverdue(request)
  local ways = request.customerId ~= null and { "remind", "attest", "give-up" }
    or { "remind", "give-up" }
  return { way = questions.choose("overdue", ways, flow.text("overdue-help", {
    customer = request.customer, since = values.day(request.since),
    status = request.acceptance.notice,
  })) }
end

-- A file needs to say whom it is from.
local function withSender(invitation)
  if invitation.from then return flow.merge(invitation, { by = "file" }) end
  local answer = flow.prompt{
    form = "invitation", ask = array{ "mail.from", "mail.name" },
    given = { kind = invitation.kind, mail = { by = "file" } },
    defaults = { mail = { name = invitation.name } },
  }
  return flow.merge(invitation, {
    by = "file", from = answer.mail.from, name = answer.mail.name or invitation.name,
  })
end

function decisions.decideUndelivered(request)
  local choice = questions.choose("undelivered", { "file", "again" }, request.detail)
  if choice == "again" then return { mail = request.mail, invitation = request.invitation } end
  local invitation = withSender(request.invitation)
  local from = { address = invitation.from, name = invitation.name }
  return { mail = flow.merge(request.mail, { from = from }), invitation = invitation }
end

return decisions
