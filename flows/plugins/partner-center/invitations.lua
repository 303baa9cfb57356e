-- Inviting a customer to accept the agreement in the Microsoft 365 admin center: which of the three
-- ways of the page, in which language, and how the mail gets there.
-- Page: confirm-customer-agreement ("Direct customer acceptance").
local contacts = require("contacts")
local fields = require("fields")
local problems = require("problems")
local values = require("values")
local violations = require("violations")

local invitations = {}

-- The page gives this address for every customer.
invitations.acceptancePage =
  "https://admin.microsoft.com/AdminPortal/Home?ref=/BillingAccounts/agreement"

local kinds = {
  ["new-customer"] = true, ["reseller-relationship"] = true, ["existing-customer"] = true,
}

-- A mail that is sent through Microsoft Graph comes from the signed-in user unless it says more.
local function missing(given)
  local names = {}
  if not kinds[given.kind] then names[#names + 1] = "kind" end
  if fields.get(given, "mail.by") == "graph" or fields.get(given, "mail.from") then return names end
  for _, name in ipairs{ "mail.by", "mail.from", "mail.name" } do
    if fields.get(given, name) == nil then names[#names + 1] = name end
  end
  return names
end

-- Questions are for what the input leaves out. Whoever is there to answer also looks at the mail,
-- unless the input says otherwise.
function invitations.askInvitation(request)
  local given, names = request.given, missing(request.given)
  if #names == 0 then return { given = given } end
  local answer = flow.prompt{
    form = "invitation", ask = array(names),
    given = { kind = given.kind, mail = values.table(given.mail) },
    defaults = { mail = { by = "file" } },
  }
  return { given = flow.merge(given, answer), asked = true }
end

local function checkFrom(mail, found)
  local from = values.text(mail.from)
  if from and (not contacts.looksDeliverable(from) or from:find("[\128-\255]")) then
    found:add("mail.from", "sender-malformed")
  elseif not from and mail.by ~= "graph" then
    found:add("mail.from", "sender-missing")
  end
  local name = values.text(mail.name)
  if name and name:find("%c") then found:add("mail.name", "control-characters") end
end

-- An answer at its moment; what the input states beside it is looked at later.
function invitations.validate(answer, asked)
  local found = violations.new()
  checkFrom(values.table(answer.mail) or {}, found)
  return found:among(asked.fields)
end

-- The one-time password is bound to Partner Center; no other server gets it, so that only a file
-- can hold it.
local function checkPassword(mail, kind, found)
  if mail.password == nil or mail.password == null or mail.password == "separate" then return end
  if kind ~= "new-customer" then found:add("mail.password", "password-not-ours") end
  if mail.by == "graph" then found:add("mail.password", "password-only-in-file") end
end

-- A language is known by the mails that there are words for in it.
local function checkedLanguage(language, found)
  local wanted = values.text(language)
  if not wanted then return flow.text("mail.language") end
  if flow.text("mail.language", {}, wanted) ~= wanted then
    found:add("language", "language-without-words", { language = wanted })
  end
  return wanted
end

local function checkedPause(text, usual, field, found)
  local pause = values.text(text) or usual
  local start = "2000-01-01T00:00:00Z"
  local ok, later = pcall(flow.date.add, start, pause)
  if not ok or flow.date.parse(later).epoch <= flow.date.parse(start).epoch then
    found:add(field, "duration-malformed", { example = usual })
  end
  return pause
end

-- Everything about the invitation that needs no look at the customer.
function invitations.checkInvitation(request)
  local given, found = request.given, violations.new()
  local mail = values.table(given.mail) or {}
  if not kinds[given.kind] then found:add("kind", "required") end
  checkFrom(mail, found)
  checkPassword(mail, given.kind, found)
  local settled = {
    kind = given.kind, language = checkedLanguage(given.language, found),
    by = mail.by == "graph" and "graph" or "file", from = values.text(mail.from),
    name = values.text(mail.name), password = mail.password == "include",
    every = checkedPause(given.pollEvery, "PT1H", "pollEvery", found),
    within = checkedPause(given.deadline, "P14D", "deadline", found),
  }
  found:raise()
  return settled
end

-- Whether there is a reason to invite a customer. Nobody is invited on a guess.
function invitations.checkInvitable(request)
  local acceptance = request.acceptance
  if acceptance.verdict == "unknown" then
    problems.raise("acceptance-unknown", flow.text("acceptance-unread-before-inviting", {
      why = acceptance.why,
    }), { customerId = acceptance.customerId })
  end
  return { invitable = acceptance.verdict == "not-accepted" or acceptance.stale }
end

return invitations
