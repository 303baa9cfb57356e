-- "Verify that the primary user's contact details displayed are correct. If not, select Update and
-- enter the accurate information of the person who accepted the agreement."
-- Page: confirm-customer-agreement.
local contacts = require("contacts")
local violations = require("violations")

local reviews = {}

-- True details end the review.
function reviews.reviewContact(request)
  local plan = request.plan
  local answer = flow.prompt{
    form = "reviewContact",
    context = {
      company = plan.company.name, domain = plan.company.domain, date = plan.dateAgreed,
      contact = contacts.inWords(plan.contact), signatory = contacts.inWords(plan.signatory),
    },
  }
  return { review = not answer.correct }
end

-- The exact details belong to the primary contact, or to somebody else who accepted.
function reviews.updateContact(request)
  local given = request.given
  local answer = flow.prompt{
    form = "updateContact",
    defaults = { contact = request.plan.contact, isPrimaryContact = true },
  }
  local contact = contacts.normalised(answer.contact)
  local agreement = flow.merge(given.agreement, { signatory = contact })
  local changed = answer.isPrimaryContact and { contact = contact } or { agreement = agreement }
  return { given = flow.merge(given, changed), asked = true }
end

function reviews.validate(answer)
  local found = violations.new()
  contacts.check(contacts.normalised(answer.contact), "contact", found)
  return found.list
end

return reviews
