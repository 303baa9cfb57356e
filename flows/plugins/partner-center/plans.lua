-- Everything about an input that can be judged without asking Partner Center, before anything is
-- written: what comes out is complete and sound, or the problem names every field that is not.
local acceptance = require("acceptance")
local companies = require("companies")
local contacts = require("contacts")
local values = require("values")
local violations = require("violations")

local plans = {}

local function checkedCulture(culture, rules, found)
  local chosen = values.text(culture) or values.text(rules.defaultCulture)
  if not chosen or not chosen:find("^%a%a%a?%-%w+") then
    found:add("culture", "culture-missing")
  elseif #rules.cultures > 0 and not values.contains(rules.cultures, chosen) then
    found:add("culture", "culture-unknown", {
      country = rules.country, cultures = table.concat(rules.cultures, ", "),
    })
  end
  return chosen
end

-- The signatory is who accepted; left out, it is the primary contact.
local function checkedSignatory(agreement, contact, found)
  if not values.table(agreement.signatory) then return contact end
  local signatory = contacts.normalised(agreement.signatory)
  contacts.check(signatory, "agreement.signatory", found)
  return signatory
end

-- Company, contact and culture of a new customer, with everything added to `found` that is wrong.
local function account(given, found)
  local rules = given.rules
  local company, contact = companies.normalised(given.company), contacts.normalised(given.contact)
  companies.check(company, found)
  companies.checkAgainst(rules, company, found)
  contacts.check(contact, "contact", found)
  companies.checkPhone(contact.phoneNumber, rules, found)
  local culture = checkedCulture(given.culture, rules, found)
  -- Page create-a-customer: two letters, `fr` for `fr-FR`.
  local language = culture and (culture:match("^%a+") or ""):lower()
  return { company = company, contact = contact, culture = culture, language = language }
end

-- Of a customer that is to accept itself.
function plans.checkAccount(given)
  local found = violations.new()
  local plan = account(given, found)
  found:raise()
  return plan
end

-- Of a customer that is attested at once.
function plans.checkNewCustomer(given)
  local found, agreement = violations.new(), values.table(given.agreement) or {}
  local plan = account(given, found)
  acceptance.checkConfirmed(agreement.accepted, "agreement.accepted", found)
  plan.signatory = checkedSignatory(agreement, plan.contact, found)
  plan.dateAgreed = acceptance.checkedDay(
    agreement.dateAgreed, "agreement.dateAgreed", given.rules.country, found)
  found:raise()
  acceptance.raiseTooOld(plan.dateAgreed, "agreement.dateAgreed")
  return plan
end

return plans
