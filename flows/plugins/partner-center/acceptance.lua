-- What the partner declares: that a person at the customer accepted the agreement on a day.
-- Page: confirm-customer-agreement ("the date cannot be set to a later date").
local values = require("values")

local acceptance = {}

-- Acceptances recorded by a partner before this day had to be renewed (announcement of the MCA
-- update of 2023). Correcting the date alone is refused later (600061), so it is caught here.
acceptance.oldestDay = "2023-04-01"

-- A day is in the future when it has not begun everywhere it matters: in UTC and in the customer's
-- country, taking the part of it where the day begins last.
function acceptance.latestDay(country)
  local now = flow.now{ country = country }
  local utc = values.day(now.utc)
  local today = values.day(now.today)
  return today and today < utc and today or utc
end

-- The day accepted; left out, the latest possible one.
function acceptance.checkedDay(agreement, country, violations)
  local latest = acceptance.latestDay(country)
  local given = values.text(agreement.dateAgreed)
  if not given then return latest end
  if not flow.date.is_day(given) then
    violations:add("agreement.dateAgreed", "date-malformed")
  elseif given > latest then
    violations:add("agreement.dateAgreed", "date-future", { latest = latest })
  end
  return given
end

-- Nothing is attested that was not confirmed: only `true` itself confirms.
function acceptance.checkConfirmed(agreement, violations)
  if agreement.accepted ~= true then violations:add("agreement.accepted", "not-confirmed") end
end

return acceptance
