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

function plans.checkNewCustomer(given)
  local found = violations.new()
  local rules, agreement = given.rules, values.table(given.agreement) or {}
  local company, contact = companies.normalised(given.company), contacts.normalised(given.contact)
  companies.check(company, found)
  companies.checkAgainst(rules, company, found)
  contacts.check(contact, "contact", found)
  companies.checkPhone(contact.phoneNumber, rules, found)
  acceptance.checkConfirmed(agreement.accepted, "agreement.accepted", found)
  local signatory = checkedSignatory(agreement, contact, found)
  local day = acceptance.checkedDay(
    agreement.dateAgreed, "agreement.dateAgreed", rules.country, found)
  local culture = checkedCulture(given.culture, rules, found)
  found:raise()
  acceptance.raiseTooOld(day, "agreement.dateAgreed")
  return {
    company = company, contact = contact, signatory = signatory, dateAgreed = day,
    -- Page create-a-customer: two letters, `fr` for `fr-FR`.
    culture = culture, language = culture:match("^%a+"):lower(),
  }
end

return plans
