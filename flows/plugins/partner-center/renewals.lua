-- An acceptance on file that no longer counts. The same contact cannot be confirmed again (600061),
-- so a person says who has accepted since. Page: confirm-customer-consent-customer-agreement.
local acceptance = require("acceptance")
local contacts = require("contacts")
local violations = require("violations")

local renewals = {}

function renewals.askRenewal(request)
  local answer = flow.prompt{
    form = "renewal", help = flow.text("renewal", { detail = request.detail }),
    defaults = acceptance.defaults(request.country).agreement,
  }
  return {
    signatory = contacts.normalised(answer.signatory),
    dateAgreed = answer.dateAgreed or acceptance.latestDay(request.country),
  }
end

function renewals.validate(answer, _, now)
  local found = violations.new()
  contacts.check(contacts.normalised(answer.signatory), "signatory", found)
  acceptance.checkAnswer(answer.dateAgreed, "dateAgreed", now, found)
  return found.list
end

return renewals
