-- Contoso's own rules around every flow that attests: their tasks `plan` and `attest`, and what they
-- keep in the context under `plan` and `customer`.
local genericNames = { admin = true, contact = true, info = true, sales = true }

-- A person accepts, not a department.
local function refuseGeneric(signatory)
  local name = signatory.email:lower():match("^[^@+]+")
  if not genericNames[name] then return end
  flow.raise{
    type = "https://contoso.example/problems/generic-mailbox", status = 400,
    title = flow.text("generic-mailbox"),
    detail = flow.text("generic-mailbox-detail", { email = signatory.email }),
  }
end

return {
  plan = {
    after = function(_, plan)
      if plan.signatory then refuseGeneric(plan.signatory) end
    end,
  },
  attest = {
    before = function(task) refuseGeneric(task.context.plan.signatory) end,
    after = function(task, output)
      if output.status ~= "attested" then return end
      flow.call("contoso.recordAttestation", {
        customerId = task.context.customer.customerId, signatory = output.signatory,
        dateAgreed = output.dateAgreed,
      })
    end,
  },
}
