-- Contoso's customer system.
local crm = {}

-- The CRM takes each Idempotency-Key once, so that a lost answer is simply asked for again. If the CRM
-- stays away the run faults here, after the attestation; `flowctl retry` then makes this call alone.
function crm.recordAttestation(attestation)
  local answer = flow.http{
    method = "POST", url = "{crmURL}/attestations", body = attestation,
    headers = { ["X-Api-Key"] = flow.secret("crmKey") },
    idempotencyHeader = "Idempotency-Key", lost = "repeat",
  }
  if answer.status ~= 201 then
    flow.raise{
      type = "https://contoso.example/problems/crm", status = 502, title = flow.text("crm"),
      detail = flow.text("crm-detail", { status = tostring(answer.status) }),
    }
  end
  return { recorded = true }
end

return crm
