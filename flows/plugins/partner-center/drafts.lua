-- The words of a mail: made from the texts `mail.KIND.subject` and `mail.KIND.text`, which a
-- partner's plugin may replace, and changed by whoever reviews it.
-- Page: confirm-customer-agreement ("you can customise the e-mail template").
local contacts = require("contacts")
local invitations = require("invitations")
local problems = require("problems")
local values = require("values")
local violations = require("violations")

local drafts = {}

-- Only the invitation of a new customer speaks of a password; it never holds it.
local function passwordInWords(request, language)
  return flow.text(
    request.passwordInMail and "mail.password-below" or "mail.password-separate", {}, language)
end

local function words(request, contact, url)
  return {
    firstName = contact.firstName, lastName = contact.lastName, company = request.company,
    url = url, adminUser = values.text(request.adminUser) or "",
    password = passwordInWords(request, request.invitation.language),
    sender = request.invitation.name or request.invitation.from or "",
  }
end

-- Blanks at the ends of lines and of the whole are nobody's intention.
local function tidy(text) return (text:gsub("[ \t]+\n", "\n"):gsub("%s+$", "")) end

-- The link is that of the reseller relationship, or the one for every customer.
function drafts.draftMail(request)
  local invitation, contact = request.invitation, contacts.normalised(request.contact)
  local language, url = invitation.language, values.text(request.url) or invitations.acceptancePage
  local kind = request.reminder and "reminder" or invitation.kind
  local filled = words(request, contact, url)
  return {
    id = flow.uuid(), kind = kind, language = language, writtenAt = flow.now(),
    from = invitation.from and { address = invitation.from, name = invitation.name },
    to = { address = contact.email, name = contact.firstName .. " " .. contact.lastName },
    subject = tidy(flow.text("mail." .. kind .. ".subject", filled, language)),
    text = tidy(flow.text("mail." .. kind .. ".text", filled, language)),
    url = url, passwordInMail = request.passwordInMail == true and not request.reminder,
  }
end

local function personInWords(person)
  if not person then return flow.text("mail-from-me") end
  return person.name and person.name .. " <" .. person.address .. ">" or person.address
end

local function isRight(mail)
  return flow.prompt{
    form = "reviewMail",
    context = {
      from = personInWords(mail.from), to = personInWords(mail.to), subject = mail.subject,
      text = mail.text,
    },
  }.correct
end

-- Shows the mail until it is right.
function drafts.reviewMail(request)
  local mail = request.mail
  while not isRight(mail) do
    local answer = flow.prompt{
      form = "changeMail",
      defaults = { subject = mail.subject, text = mail.text, url = mail.url },
    }
    mail = flow.merge(mail, { subject = tidy(answer.subject), text = tidy(answer.text) })
  end
  return mail
end

-- Without the link nobody can accept anything.
function drafts.checkWords(mail, url)
  local found = violations.new()
  if mail.subject:find("%c") then found:add("subject", "control-characters") end
  if not mail.subject:find("%S") then found:add("subject", "required") end
  if not mail.text:find(url, 1, true) then found:add("text", "link-missing", { url = url }) end
  return found
end

function drafts.validate(answer, asked)
  return drafts.checkWords(answer, asked.defaults.url).list
end

-- A partner's own words are held to the same.
function drafts.check(mail)
  local found = drafts.checkWords(mail, mail.url)
  if #found.list > 0 then problems.invalid(found.list) end
end

return drafts
