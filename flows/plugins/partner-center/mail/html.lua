-- A mail's text as HTML. Everything in it is escaped, so that no value can become markup.
local html = {}

local entities = {
  ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;",
}

function html.escape(text) return (text:gsub("[&<>\"']", entities)) end

-- The text with every occurrence of the address as a link. The address is taken as it is: it may
-- hold `#` and `&`.
local function linked(text, url)
  local pieces, at = {}, 1
  while true do
    local start, stop = text:find(url, at, true)
    if not start then break end
    local address = html.escape(url)
    pieces[#pieces + 1] = html.escape(text:sub(at, start - 1))
      .. '<a href="' .. address .. '">' .. address .. "</a>"
    at = stop + 1
  end
  return table.concat(pieces) .. html.escape(text:sub(at))
end

-- Paragraphs are what blank lines part.
function html.paragraphs(text, url)
  local paragraphs = {}
  for paragraph in (text .. "\n\n"):gmatch("(.-)\n%s*\n") do
    if paragraph:find("%S") then
      paragraphs[#paragraphs + 1] = "<p>" .. linked(paragraph, url):gsub("\n", "<br>\n") .. "</p>"
    end
  end
  return table.concat(paragraphs, "\n")
end

return html
