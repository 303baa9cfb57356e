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

-- Nothing is mailed by Microsoft unless an attestation was made.
local function notificationOf(request)
  local attestation = values.table(request.attestation)
  if attestation then return attestation.notification end
  return notifications.none("notice-direct")
end

local function invitationOf(request)
  local sent = values.table(request.sent)
  if not sent then return null end
  local text = sent.sentAt ~= null and "invitation-sent"
    or sent.passwordInMail and "invitation-saved-with-password" or "invitation-saved"
  return flow.merge(sent, {
    reminders = request.reminders,
    notice = flow.text(text, {
      to = request.recipient.email, at = sent.sentAt, path = sent.artifact ~= null and sent.artifact.path,
      mailto = sent.mailto or "",
    }),
  })
end

local function credentialsNotice(customer)
  local password = customer.adminPassword
  if not password then return nil end
  if password.lost then return password.reset end
  return flow.text("credentials", { user = customer.adminUser, secret = password.secret })
end

function outcomes.reportInvitation(request)
  local customer, acceptance = values.table(request.customer) or {}, acceptanceOf(request)
  local isOpen = acceptance.status == "not-accepted" or acceptance.status == "unknown"
  local notices = {}
  notices[#notices + 1] = credentialsNotice(customer)
  if isOpen and request.kind == "new-customer" then
    notices[#notices + 1] = flow.text("cannot-buy-yet")
  end
  local lost = values.table(request.lostTenants)
  if lost then notices[#notices + 1] = lost.notice end
  return {
    customerId = customer.customerId or null, domain = customer.domain or null,
    adminUser = customer.adminUser, adminPassword = customer.adminPassword,
    invitation = invitationOf(request), acceptance = acceptance,
    notification = notificationOf(request), lostTenants = lost,
    notice = table.concat(notices, "\n"),
  }
end

return outcomes
