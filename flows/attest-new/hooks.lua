-- Microsoft mails the customer's primary contact within 30 minutes of an attestation and sends the
-- customer's questions to the partner (page confirm-customer-agreement). The output says so.
local function expected(contact, recordedAt)
  local by = flow.date.add(recordedAt, "PT30M")
  return {
    recipient = contact.email, expectedBy = by,
    notice = flow.text("notice-expected", { recipient = contact.email, by = by }),
    questions = flow.text("questions"),
  }
end

local function notExpected()
  return {
    recipient = null, expectedBy = null,
    notice = flow.text("notice-not-expected"), questions = flow.text("questions"),
  }
end

return {
  attest = {
    after = function(task, output)
      local attested = output.status == "attested"
      output.notification = attested
        and expected(task.context.plan.contact, output.recordedAt) or notExpected()
      return output
    end,
  },
}
