-- What a run that invited a customer tells at its end.
local notifications = require("notifications")
local values = require("values")

local outcomes = {}

-- By the words of a verdict: attested, accepted-directly, not-accepted or unknown.
local function acceptanceOf(request)
  local made = values.table(request.attestation)
  if made then
    local status = made.status == "accepted-directly" and made.status or "attested"
    return { status = status, observedAt = made.recordedAt, notice = made.notice }
  end
  local seen = request.acceptance
  return { status = seen.verdict, observedAt = seen.checkedAt, notice = seen.notice }
end

-- Microsoft mails the customer only after an attestation.
local function notificationOf(request)
  local made = values.table(request.attestation)
  if made then return made.notification end
  local verdict = request.acceptance.verdict
  if verdict == "accepted-directly" then return notifications.none("notice-direct") end
  if verdict == "attested" then return notifications.none("notice-not-expected") end
  return notifications.none("notice-nothing-attested")
end

local function attestationOf(request)
  local made = values.table(request.attestation)
  return made and made.status ~= "accepted-directly" and {
    status = made.status, signatory = made.signatory, dateAgreed = made.dateAgreed,
    templateId = made.templateId,
  }
end

local function invitationOf(request)
  local sent = values.table(request.sent)
  return sent and flow.merge(sent, { reminders = request.reminders }) or null
end

local function sentInWords(request)
  local sent = values.table(request.sent)
  if not sent then return nil end
  local to = request.recipient.email
  if sent.by == "graph" then return flow.text("invitation-sent", { to = to, at = sent.sentAt }) end
  if sent.passwordInMail then
    return flow.text("invitation-saved-with-password", { to = to, file = sent.artifact.name })
  end
  return flow.text("invitation-saved", { to = to, file = sent.artifact.name, mailto = sent.mailto })
end

local function customerInWords(customer)
  return customer.customerId and flow.text("customer-line", {
    id = customer.customerId, name = customer.name or "", domain = customer.domain or "",
  })
end

local function credentialsInWords(customer, sent)
  local password = customer.adminPassword
  if not password or sent and sent.passwordInMail then return nil end
  if password.lost then return password.reset end
  return flow.text("credentials", { user = customer.adminUser, secret = password.secret })
end

-- What people read of it, in lines.
local function inWords(request, customer, lost)
  local lines = {}
  local function add(line)
    if line then lines[#lines + 1] = line end
  end
  add(customerInWords(customer))
  add(sentInWords(request))
  add(credentialsInWords(customer, values.table(request.sent)))
  local status = acceptanceOf(request).status
  local isOpen = status == "not-accepted" or status == "unknown"
  add(isOpen and request.kind == "new-customer" and flow.text("cannot-buy-yet"))
  add(lost and lost.notice)
  return table.concat(lines, "\n")
end

function outcomes.reportInvitation(request)
  local customer, lost = values.table(request.customer) or {}, values.table(request.lostTenants)
  return {
    customerId = customer.customerId or null, domain = customer.domain or null,
    adminUser = customer.adminUser, adminPassword = customer.adminPassword,
    invitation = invitationOf(request), acceptance = acceptanceOf(request),
    attestation = attestationOf(request) or nil, notification = notificationOf(request),
    lostTenants = lost, notice = inWords(request, customer, lost),
  }
end

return outcomes
