-- Header fields of a mail: RFC 5322 (form, folding), RFC 2047 (encoded words for what is no ASCII).
local problems = require("problems")

local headers = {}

-- RFC 2047, section 2: a line with an encoded word has at most 76 characters, the word at most 75.
local longestLine = 76
local before, after = "=?UTF-8?Q?", "?="
local longestWord = 75 - #before - #after

-- A line break in a value would begin another field, so none is let through.
local function checked(name, value)
  if value:find("%c") then
    problems.raise("invalid-input", flow.text("header-control-characters"), {
      field = name,
    })
  end
  return value
end

-- RFC 2047, section 5 (3): what may stand in an encoded word of a name, and so everywhere.
local function encoded(character)
  if character == " " then return "_" end
  if character:find("^[%w!*+/-]$") then return character end
  return (character:gsub(".", function(byte) return string.format("=%02X", byte:byte()) end))
end

-- The text as encoded words; no character is split between two of them. `used` characters stand
-- before the first.
local function encodedWords(text, used)
  local words, word, room = {}, "", math.min(longestWord, longestLine - used - #before - #after)
  for character in text:gmatch(utf8.charpattern) do
    local piece = encoded(character)
    if #word + #piece > room then
      words[#words + 1] = before .. word .. after
      word, room = "", math.min(longestWord, longestLine - 1 - #before - #after)
    end
    word = word .. piece
  end
  words[#words + 1] = before .. word .. after
  return words
end

-- `=?` would be read as the beginning of an encoded word.
local function isPlain(text)
  return not text:find("[\128-\255]") and not text:find("=?", 1, true)
end

-- The words of a field, in lines that are as long as allowed and continued by a blank.
local function folded(name, words)
  local lines, line = {}, name .. ":"
  for index, word in ipairs(words) do
    if index > 1 and #line + 1 + #word > longestLine then
      lines[#lines + 1] = line
      line = ""
    end
    line = line .. " " .. word
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\r\n") .. "\r\n"
end

local function wordsOf(text)
  local words = {}
  for word in text:gmatch("%S+") do words[#words + 1] = word end
  return words
end

-- A field of free text, such as the subject.
function headers.text(name, value)
  checked(name, value)
  if not isPlain(value) then return folded(name, encodedWords(value, #name + 2)) end
  return folded(name, wordsOf(value))
end

-- RFC 5322, section 3.2.4: what is no atom stands in quotation marks.
local function displayName(text, used)
  if not isPlain(text) then return encodedWords(text, used) end
  if text:find("^[%w!#$%%&'*+/=?^_`{|}~ -]+$") then return wordsOf(text) end
  return { '"' .. text:gsub('[\\"]', "\\%0") .. '"' }
end

-- A field that names somebody: an address, and the name where there is one.
function headers.mailbox(name, address, person)
  checked(name, address)
  local words = person and person ~= "" and displayName(checked(name, person), #name + 2) or {}
  words[#words + 1] = #words > 0 and "<" .. address .. ">" or address
  return folded(name, words)
end

local days = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" }
local months = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
}

-- RFC 5322, section 3.3. The first of January 1970 was a Thursday.
function headers.date(name, instant)
  local epoch = flow.date.parse(instant).epoch
  local year, month, day, time = flow.date.format(epoch):match("^(%d+)-(%d+)-(%d+)T([%d:]+)")
  local weekday = days[epoch // 86400 % 7 + 1]
  return headers.text(name, string.format(
    "%s, %d %s %s %s +0000", weekday, tonumber(day), months[tonumber(month)], year, time))
end

return headers
