-- Account information of a new customer: its company and its primary contact.
-- Page: confirm-customer-agreement ("Under Account info, enter information about the company and
-- its primary contact").
local companies = require("companies")
local contacts = require("contacts")
local questions = require("questions")
local violations = require("violations")

local accounts = {}

-- The review is for contacts that a person types here; one that the input states is not asked
-- again.
local function lacksContact(given)
  local contact = contacts.normalised(given.contact)
  return not (contact.firstName and contact.lastName and contact.email)
end

function accounts.askAccount(request)
  local given, asked = questions.ask("account", request.given)
  return {
    given = given, asked = asked or nil,
    review = asked and lacksContact(request.given) or nil,
  }
end

-- What is wrong with an answer whatever its country. Only what was asked can be corrected there.
function accounts.validate(answer, asked)
  local found = violations.new()
  companies.check(companies.normalised(answer.company), found)
  contacts.check(contacts.normalised(answer.contact), "contact", found)
  return found:among(asked.fields)
end

return accounts
