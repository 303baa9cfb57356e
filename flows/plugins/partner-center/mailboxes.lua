-- Sending a mail through Microsoft Graph, once. Page: user-sendmail (Microsoft Graph).
local graph = require("graph")
local messages = require("mail.messages")
local problems = require("problems")
local refusals = require("refusals")
local values = require("values")

local mailboxes = {}

-- `sendMail` answers without an id, and the headers of a sent message cannot be relied on to come
-- back (microsoft-graph-docs issues 2716, 18761; msgraph-sdk-dotnet issue 3025). So a mail carries
-- its id a second time, in a property that messages can be filtered by (pages
-- singlevaluelegacyextendedproperty-get and extended-properties-overview).
local property = "String {7d1a5f6e-3c0b-4e55-9a52-0c8e6f1b7d24} Name " .. messages.idHeader

-- Nobody's but the signed-in user's mailbox unless another one is named.
local function pathOf(mail) return mail.from and "/users/{mailbox}" or "/me" end

local function parametersOf(mail) return mail.from and { mailbox = mail.from.address } end

local function body(mail)
  return {
    message = {
      subject = mail.subject,
      body = { contentType = "HTML", content = messages.page(mail) },
      toRecipients = array{ { emailAddress = { address = mail.to.address, name = mail.to.name } } },
      internetMessageHeaders = array{ { name = messages.idHeader, value = mail.id } },
      singleValueExtendedProperties = array{ { id = property, value = mail.id } },
    },
  }
end

local function filter(mail)
  return "singleValueExtendedProperties/Any(ep: ep/id eq '" .. property
    .. "' and ep/value eq '" .. mail.id .. "')"
end

local function raiseUnknown(text, words, members)
  problems.raise("outcome-unknown", flow.text(text, words), members)
end

-- The message with the mail's id, wherever in the mailbox it is by now.
local function lookUp(mail)
  local answer = graph.send{
    method = "GET", path = pathOf(mail) .. "/messages", parameters = parametersOf(mail),
    query = { ["$filter"] = filter(mail), ["$select"] = "id,isDraft,sentDateTime" },
  }
  local found = answer.status == 200 and values.table(answer.body)
  local list = found and values.table(found.value)
  if not list then
    local why = refusals.describe(answer, "doing-sent", "answered-by-graph")
    raiseUnknown("mail-unknown", { why = why }, { mail = mail.id })
  end
  return list[1]
end

-- How soon a mail that was accepted shows in the mailbox is not documented.
local pauses = { "PT5S", "PT15S", "PT40S" }

-- After a lost answer: has the mail gone? One that still lies there as a draft may yet go.
local function readBack(mail)
  local found = lookUp(mail)
  for _, pause in ipairs(pauses) do
    if found and found.isDraft ~= true then break end
    flow.sleep(pause)
    found = lookUp(mail)
  end
  if not found then return nil end
  if found.isDraft == true then raiseUnknown("mail-still-draft", {}, { mail = mail.id }) end
  return { status = 202, headers = {}, bodyKind = "none", sentAt = values.text(found.sentDateTime) }
end

-- When the mail was accepted for delivery. A refusal is a problem of its own, for it leaves other
-- ways to get the mail to its recipient.
function mailboxes.send(mail)
  local answer = graph.send{
    method = "POST", path = pathOf(mail) .. "/sendMail", parameters = parametersOf(mail),
    body = body(mail), lost = function() return readBack(mail) end,
  }
  if answer.status == 202 then return answer.sentAt or flow.now() end
  local refusal = refusals.read(answer)
  local detail = refusals.describe(answer, "doing-send", "answered-by-graph")
  local advice = answer.status == 403 and "advice-send-403" or answer.status == 404
    and "advice-send-404"
  if advice then detail = detail .. " " .. flow.text(advice) end
  return problems.raise("mail-refused", detail, {
    code = refusal.code, status = answer.status < 400 and 502 or answer.status,
  })
end

return mailboxes
