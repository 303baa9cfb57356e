-- Text in seven bits and short lines: RFC 2045, section 6.7.
local quotedPrintable = {}

local longestLine = 76

local function escaped(byte) return string.format("=%02X", byte:byte()) end

-- One line of the text in lines of the mail; `=` at the end of one says that it goes on.
local function encodedLine(line)
  -- A blank at the end of a line may get lost on its way.
  local safe = line:gsub("[^\32-\60\62-\126\t]", escaped):gsub("[ \t]$", escaped)
  local lines, at = {}, 1
  while #safe - at + 1 > longestLine do
    local stop = at + longestLine - 2
    -- An escaped byte stays in one piece.
    local cut = safe:sub(stop - 1, stop):find("=", 1, true)
    if cut then stop = stop - 3 + cut end
    lines[#lines + 1] = safe:sub(at, stop) .. "="
    at = stop + 1
  end
  lines[#lines + 1] = safe:sub(at)
  return table.concat(lines, "\r\n")
end

-- The text with line breaks as mails have them.
function quotedPrintable.encode(text)
  local lines = {}
  for line in (text:gsub("\r\n?", "\n") .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = encodedLine(line)
  end
  return table.concat(lines, "\r\n")
end

return quotedPrintable
