-- The mailboxes of the sandbox's partner. Pages: user-sendmail, resources/message,
-- singlevaluelegacyextendedproperty-get, extended-properties-overview (Microsoft Graph).
--
-- For testers: everybody sends as himself; invitations@adatum.example is shared by all, anybody
-- else's mailbox is closed. A recipient at bounce.example is refused.
local answers = require("simulator.answers")
local ids = require("simulator.ids")
local tokens = require("simulator.tokens")
local values = require("values")

local mailboxes = {}

local shared = { ["invitations@adatum.example"] = true }

local function refusal(status, code, message) return answers.graphRefusal(status, code, message) end

local function denied()
  return refusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
end

-- The mailbox's name, or nil and the refusal. Page user-sendmail, permissions.
local function open(request)
  local caller = tokens.caller(request)
  if not caller or caller.audience ~= "graph" then
    return nil, refusal(401, "InvalidAuthenticationToken", "Access token is invalid.")
  end
  if not caller.user then
    return nil, refusal(400, "BadRequest", "/me needs delegated authentication.")
  end
  if caller.user.graph == "refused" then return nil, denied() end
  local named = request.path:match("^/v1%.0/users/([^/]+)/")
  local name = named and named:gsub("%%40", "@"):lower() or caller.user.upn
  if name == caller.user.upn or shared[name] then return name end
  if name:find("@adatum%.example$") then return nil, denied() end
  return nil, refusal(404, "ErrorInvalidUser", "The requested user '" .. name .. "' is invalid.")
end

local function malformed(field)
  return refusal(400, "RequestBodyRead", "The property '" .. field .. "' is malformed.")
end

-- Page resources/message: custom headers begin with `x-`. Limits of Microsoft Graph: at most five.
local function checkHeaders(headers)
  if headers == nil then return nil end
  if not values.table(headers) or #headers > 5 then return malformed("internetMessageHeaders") end
  for _, header in ipairs(headers) do
    local name, value = values.text(header.name), values.text(header.value)
    if not name or not value then return malformed("internetMessageHeaders") end
    if not name:lower():find("^x%-") then
      return refusal(400, "InvalidInternetMessageHeader",
        "The internet message header name '" .. name .. "' should start with 'x-' or 'X-'.")
    end
  end
  return nil
end

local propertyId = "^String {%x+%-%x+%-%x+%-%x+%-%x+} Name %S+$"

-- Page extended-properties-overview: "{type} {guid} Name {name}".
local function checkProperties(properties)
  for _, property in ipairs(values.table(properties) or {}) do
    local named = (values.text(property.id) or ""):find(propertyId)
    if not named or not values.text(property.value) then
      return malformed("singleValueExtendedProperties")
    end
  end
  return nil
end

-- Page resources/recipient. Which code an address without a mailbox gets is not documented.
local function checkRecipients(recipients)
  if not values.table(recipients) or #recipients == 0 then
    return refusal(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
  end
  for _, recipient in ipairs(recipients) do
    local address = values.text((values.table(recipient.emailAddress) or {}).address) or ""
    if not address:find("^[^@%s]+@[^@%s]+$") or address:find("@bounce%.example$") then
      return refusal(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
    end
  end
  return nil
end

local function checkMessage(message)
  local content = values.table(message.body)
  if not content or type(content.content) ~= "string"
    or content.contentType ~= "HTML" and content.contentType ~= "Text" then
    return malformed("body")
  end
  return checkRecipients(message.toRecipients) or checkHeaders(message.internetMessageHeaders)
    or checkProperties(message.singleValueExtendedProperties)
end

local function stored(name) return values.table(state.get("mail/" .. name)) or array{} end

-- 202 without a body or an id, whatever becomes of the mail.
function mailboxes.send(request)
  local name, refused = open(request)
  if not name then return refused end
  local message = values.table((values.table(request.body) or {}).message)
  if not message then return malformed("message") end
  refused = checkMessage(message)
  if refused then return refused end
  local sent = stored(name)
  message.id, message.isDraft = ids.of("mail " .. name .. " " .. #sent), false
  message.sentDateTime = flow.now()
  if request.body.saveToSentItems ~= false then
    sent[#sent + 1] = message
    state.put("mail/" .. name, sent)
  end
  return answers.empty(202, "Accepted")
end

-- The one filter that is understood: by the value of a property of text.
local function wanted(query)
  local filter = values.text(query and query["$filter"]) or ""
  return filter:match("^singleValueExtendedProperties/Any%(ep: ep/id eq '([^']+)' "
    .. "and ep/value eq '([^']+)'%)$")
end

local function has(message, id, value)
  for _, property in ipairs(values.table(message.singleValueExtendedProperties) or {}) do
    if property.id == id and property.value:lower() == value:lower() then return true end
  end
  return false
end

-- The answer holds the messages without their extended properties.
function mailboxes.list(request)
  local name, refused = open(request)
  if not name then return refused end
  local id, value = wanted(values.table(request.query))
  if not id then return refusal(400, "BadRequest", "Invalid filter clause") end
  local found = array{}
  for _, message in ipairs(stored(name)) do
    if has(message, id, value) then
      found[#found + 1] = {
        id = message.id, isDraft = message.isDraft, sentDateTime = message.sentDateTime,
      }
    end
  end
  return answers.json(200, {
    ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#users('" .. name
      .. "')/messages(id,isDraft,sentDateTime)",
    value = found,
  })
end

local function plain(content)
  local text = content:gsub("<head>.-</head>", ""):gsub("<[^>]+>", ""):gsub("%s*\n%s*", "\n")
  text = text:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&#39;", "'")
  return values.text((text:gsub("&amp;", "&")))
end

local function inWords(name, message)
  local to = message.toRecipients[1].emailAddress
  return string.format("%s: %s -> %s\n%s\n%s", message.sentDateTime, name, to.address,
    message.subject, plain(message.body.content))
end

-- For testers: what was sent, from all mailboxes or from one.
function mailboxes.mails(arguments)
  local owner, lines = values.text(arguments.mailbox), {}
  for _, entry in ipairs(state.list("mail/" .. (owner or ""):lower())) do
    for _, message in ipairs(entry.value) do
      lines[#lines + 1] = inWords(entry.key:match("^mail/(.*)$"), message)
    end
  end
  return #lines > 0 and table.concat(lines, "\n\n") or "No mail was sent."
end

return mailboxes
