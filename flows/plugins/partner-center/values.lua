-- Reading values that come from outside, where "not there" is nil, null or blank text.
local values = {}

-- The text without blanks around it; nil when there is none.
function values.text(value)
  if type(value) ~= "string" then return nil end
  local trimmed = value:match("^%s*(.*%S)")
  return trimmed
end

function values.table(value)
  if type(value) == "table" then return value end
  return nil
end

-- Characters, not bytes; the bytes of a text that is not UTF-8.
function values.length(text)
  return utf8.len(text) or #text
end

function values.contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then return true end
  end
  return false
end

-- The calendar day of a date or date-time. Partner Center writes UTC with or without a `Z`.
function values.day(text)
  local day = type(text) == "string" and text:match("^%d%d%d%d%-%d%d%-%d%d") or nil
  return day
end

return values
