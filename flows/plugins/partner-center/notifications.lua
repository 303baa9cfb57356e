-- What the customer hears from Microsoft after an attestation: its primary contact gets an e-mail
-- within 30 minutes, and Microsoft refers the customer's questions to the partner. Nothing is sent
-- after a direct acceptance. Page: confirm-customer-agreement.
local values = require("values")

local notifications = {}

local within = "PT30M"

function notifications.expected(contact, recordedAt)
  local by = flow.date.add(recordedAt, within)
  local recipient = values.text((values.table(contact) or {}).email)
  local text = recipient and "notice-expected" or "notice-expected-unnamed"
  return {
    recipient = recipient or null, expectedBy = by,
    notice = flow.text(text, { recipient = recipient, by = by }),
    questions = flow.text("questions"),
  }
end

-- `text` is the key of why there is none.
function notifications.none(text)
  return {
    recipient = null, expectedBy = null,
    notice = flow.text(text), questions = flow.text("questions"),
  }
end

return notifications
