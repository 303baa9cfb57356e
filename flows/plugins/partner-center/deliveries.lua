-- Getting a mail to its recipient: as files and a link for the partner's own mail program, or
-- through Microsoft Graph. Page: confirm-customer-agreement ("Copy to clipboard or Open e-mail").
local drafts = require("drafts")
local links = require("mail.links")
local mailboxes = require("mailboxes")
local messages = require("mail.messages")
local values = require("values")

local deliveries = {}

-- The name of the files; reminders are counted.
local function name(mail, number)
  return number and number > 0 and "reminder-" .. number or "invitation"
end

-- The password stands at the very end, where it is put without anybody seeing it.
local function openEnded(mail, password)
  local closing = "\n\n" .. flow.text("mail.password", {}, mail.language) .. " "
  return { prefix = messages.composeOpen(mail, mail.text .. closing), secret = password }
end

local function saveMessage(mail, file, password)
  return flow.save{
    name = file .. ".eml", type = "message/rfc822",
    content = password and openEnded(mail, password) or messages.compose(mail),
  }
end

-- Words to paste, and a link that opens them; neither is for a mail that holds a password.
local function saveWords(mail, file)
  flow.save{
    name = file .. ".txt", type = "text/plain", copy = true,
    content = mail.subject .. "\n\n" .. mail.text .. "\n",
  }
  return links.mailto(mail.to.address, mail.subject, mail.text)
end

local function passwordOf(request)
  local secret = values.table(request.adminPassword) or {}
  return request.mail.passwordInMail and values.text(secret.secret)
    and flow.secret(secret.secret) or nil
end

-- Whether the partner has sent the files is not known, so nothing says so.
function deliveries.saveMail(request)
  local mail, password = request.mail, passwordOf(request)
  drafts.check(mail)
  local file = name(mail, request.reminders)
  local artifact = saveMessage(mail, file, password)
  local mailto = not password and saveWords(mail, file) or nil
  return {
    id = mail.id, by = "file", url = mail.url, writtenAt = mail.writtenAt, sentAt = null,
    artifact = { name = artifact.name }, mailto = mailto,
    passwordInMail = password ~= nil,
  }
end

function deliveries.sendMail(request)
  local mail = request.mail
  drafts.check(mail)
  return {
    id = mail.id, by = "graph", url = mail.url, writtenAt = mail.writtenAt,
    sentAt = mailboxes.send(mail), artifact = null, passwordInMail = false,
  }
end

return deliveries
