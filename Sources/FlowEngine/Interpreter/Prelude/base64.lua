-- Base 64 of RFC 4648, for what is made of texts: mails, data URLs.

local flow = ...
local digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function digit(bits) return digits:sub(bits + 1, bits + 1) end

-- The text's bytes in base 64, padded and without line breaks.
function flow.base64(text)
  if type(text) ~= "string" then error("flow.base64 wants a text", 2) end
  local parts = {}
  for place = 1, #text, 3 do
    local first, second, third = text:byte(place, place + 2)
    local bits = first << 16 | (second or 0) << 8 | (third or 0)
    parts[#parts + 1] = digit(bits >> 18) .. digit(bits >> 12 & 63)
      .. (second and digit(bits >> 6 & 63) or "=") .. (third and digit(bits & 63) or "=")
  end
  return table.concat(parts)
end
