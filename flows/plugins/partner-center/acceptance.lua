-- What the partner declares: that a person at the customer accepted the agreement on a day.
-- Page: confirm-customer-agreement ("the date cannot be set to a later date").
local fields = require("fields")
local problems = require("problems")
local questions = require("questions")
local values = require("values")
local violations = require("violations")

local acceptance = {}

-- Acceptances recorded by a partner before this day had to be renewed (announcement of the MCA
-- update of 2023). Correcting the date alone is refused later (600061), so it is caught here.
acceptance.oldestDay = "2023-04-01"

-- A day is in the future when it has not begun everywhere it matters: in UTC and in the customer's
-- country, taking the part of it where the day begins last. Without a country UTC alone counts.
function acceptance.latestDay(country)
  if not values.text(country) then return values.day(flow.now()) end
  local now = flow.now{ country = country }
  local utc = values.day(now.utc)
  local today = values.day(now.today)
  return today and today < utc and today or utc
end

-- What a form for an acceptance proposes.
function acceptance.defaults(country)
  return { agreement = { dateAgreed = acceptance.latestDay(country) } }
end

-- The box and the date. Only a question needs to know which day it is.
function acceptance.askAgreement(request)
  local given = request.given
  if fields.get(given, "agreement.accepted") == true then return { given = given } end
  local answered, asked = questions.ask("agreement", given, {
    defaults = acceptance.defaults(fields.get(given, "company.address.country")),
  })
  return { given = answered, asked = asked or nil }
end

local function checkDay(day, latest, field, found)
  if not flow.date.is_day(day) then
    found:add(field, "date-malformed")
  elseif day > latest then
    found:add(field, "date-future", { latest = latest })
  end
end

-- The day accepted; left out, the latest possible one.
function acceptance.checkedDay(day, field, country, found)
  local latest = acceptance.latestDay(country)
  local given = values.text(day)
  if not given then return latest end
  checkDay(given, latest, field, found)
  return given
end

function acceptance.tooOld(day) return day < acceptance.oldestDay end

function acceptance.checkAge(day, field, found)
  if not acceptance.tooOld(day) then return end
  found:add(field, "date-too-old", { date = day, oldest = acceptance.oldestDay })
end

-- A day that is no mistake, and yet attests nothing.
function acceptance.raiseTooOld(day, field)
  local found = violations.new()
  acceptance.checkAge(day, field, found)
  if #found.list == 0 then return end
  problems.raise("agreement-too-old", found:inWords(), {
    field = field, violations = found.list,
  })
end

-- Of a day that somebody answers at that moment; the customer's own day is looked at later.
function acceptance.checkAnswer(day, field, now, found)
  local given = values.text(day)
  if not given then return end
  checkDay(given, values.day(now), field, found)
  acceptance.checkAge(given, field, found)
end

function acceptance.validate(answer, asked, now)
  local found = violations.new()
  acceptance.checkAnswer(answer.agreement.dateAgreed, "agreement.dateAgreed", now, found)
  return found:among(asked.fields)
end

-- Nothing is attested that was not confirmed: only `true` itself confirms.
function acceptance.checkConfirmed(accepted, field, found)
  if accepted ~= true then found:add(field, "not-confirmed") end
end

return acceptance
