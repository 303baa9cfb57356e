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

-- The letters beyond ASCII of French and its neighbours.
local function lowerCode(code)
  if code >= 0xC0 and code <= 0xDE and code ~= 0xD7 then return code + 0x20 end
  if code == 0x152 then return 0x153 end
  if code == 0x178 then return 0xFF end
  return code
end

-- In lower case, letters with accents too.
function values.lower(text)
  if not utf8.len(text) then return text:lower() end
  local letters = {}
  for _, code in utf8.codes(text) do letters[#letters + 1] = utf8.char(lowerCode(code)) end
  return table.concat(letters):lower()
end

-- What counts of a name when two are compared: neither capitals nor how many blanks.
function values.plain(text)
  local single = values.lower(values.text(text) or ""):gsub("%s+", " ")
  return single
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
