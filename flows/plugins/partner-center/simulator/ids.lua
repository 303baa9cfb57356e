-- Ids that depend on nothing but what they name: reading twice or signing in again changes none.
local ids = {}

function ids.of(label)
  local digits = flow.hmac{ data = "id:" .. label }:sub(1, 32):gsub(".", function(character)
    return string.format("%x", character:byte() % 16)
  end)
  local id = digits:gsub("^(........)(....)(....)(....)", "%1-%2-%3-%4-")
  return id
end

return ids
