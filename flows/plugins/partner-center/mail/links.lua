-- A link that opens a mail in the user's mail program: RFC 6068.
local links = {}

-- Windows hands over no more than 2,083 characters (Microsoft Support, article 208427).
local longest = 2000

-- UTF-8, everything but unreserved characters (RFC 3986) percent-encoded; line breaks as CRLF.
local function encoded(text)
  local lines = text:gsub("\r\n?", "\n"):gsub("\n", "\r\n")
  return (lines:gsub("[^%w._~-]", function(byte)
    return string.format("%%%02X", byte:byte())
  end))
end

local function address(text) return (encoded(text):gsub("%%40", "@")) end

-- The link, without the body where it would be too long; and whether the body is in it.
function links.mailto(to, subject, body)
  local link = "mailto:" .. address(to) .. "?subject=" .. encoded(subject)
  local whole = link .. "&body=" .. encoded(body)
  if #whole <= longest then return whole, true end
  return link, false
end

return links
