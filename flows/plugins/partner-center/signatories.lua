-- The person at the customer who accepted the agreement.
local contacts = require("contacts")
local questions = require("questions")
local values = require("values")
local violations = require("violations")

local signatories = {}

-- Completes a signatory that the input states in part. One that it leaves out is the primary
-- contact, once somebody has reviewed that.
function signatories.askSignatory(request)
  local agreement = values.table(request.given.agreement) or {}
  if not values.table(agreement.signatory) then return { given = request.given, review = true } end
  local given, asked = questions.ask("signatory", request.given)
  return { given = given, asked = asked or nil }
end

function signatories.validate(answer, asked)
  local found = violations.new()
  local signatory = contacts.normalised(answer.agreement.signatory)
  contacts.check(signatory, "agreement.signatory", found)
  return found:among(asked.fields)
end

return signatories
