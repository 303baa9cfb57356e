-- The groups of the signed-in user. Page: user-list-memberof (Microsoft Graph).
local answers = require("simulator.answers")
local ids = require("simulator.ids")
local tokens = require("simulator.tokens")

local graph = {}

local function entry(kind, name, hidden)
  return {
    ["@odata.type"] = "#microsoft.graph." .. kind, id = ids.of("group " .. name),
    displayName = hidden and null or name,
  }
end

function graph.memberOf(request)
  local caller = tokens.caller(request)
  if not caller or caller.audience ~= "graph" then
    return answers.graphRefusal(401, "InvalidAuthenticationToken", "Access token is invalid.")
  end
  if not caller.user then
    return answers.graphRefusal(400, "BadRequest", "/me needs delegated authentication.")
  end
  if caller.user.graph == "refused" then
    return answers.graphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges.")
  end
  local hidden = caller.user.graph == "unnamed"
  local groups = array{}
  for _, name in ipairs(caller.user.groups) do
    groups[#groups + 1] = entry("group", name, hidden)
  end
  groups[#groups + 1] = entry("group", "All employees", hidden)
  return answers.json(200, {
    ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#directoryObjects",
    value = groups,
  })
end

return graph
