-- The people of the sandbox's partner, each behind a refresh token of the form `TOKEN:NAME`;
-- without a name it is admin's. Some sign-ins are broken on purpose.
--
-- For testers: `flowctl sandbox serve` prints TOKEN. With TOKEN:revoked in
-- FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN, or any text that is no token, a run waits for a new
-- sign-in, in this process or over a socket; with TOKEN there (in this process: without the
-- variable) its prompt can be answered and it goes on. `flowctl login` does the same, in both.
-- no-mfa, no-mfa-legacy, inactive, unconsented and interaction are the other ways to get there.
local users = {}

local adatum = "@adatum.example"

local people = {
  admin = { groups = { "AdminAgents" }, oid = "60f85583-6da5-5b93-b3a9-630bcd6c22dd" },
  sales = { groups = { "SalesAgents" }, oid = "7460962a-fa22-5e6f-a943-178ee2442456" },
  helpdesk = { groups = { "HelpdeskAgents" }, oid = "d4505b64-6e43-53e4-8cc4-49c57ebc954d" },
  guest = { groups = {}, oid = "10c4b3cb-a1c2-546e-8541-45ca7c20c229" },
  -- Page user-list-memberof: with User.Read alone the names of groups are null.
  unnamed = {
    groups = { "AdminAgents" }, oid = "482a246e-423b-5c91-b887-b36a7a351baa", graph = "unnamed",
  },
  unreadable = {
    groups = { "AdminAgents" }, oid = "47d4f6cf-7e78-5c98-92fe-04ad482c6f81", graph = "refused",
  },
  -- Page partner-security-requirements-mandating-mfa, and the code announced for 2026.
  ["no-mfa"] = {
    groups = { "AdminAgents" }, oid = "d4870490-fdfd-5ee0-a0c9-12df99ed45cc", mfa = "900421",
  },
  ["no-mfa-legacy"] = {
    groups = { "AdminAgents" }, oid = "3218d022-142a-5a15-b96e-cfc3a1326e04", mfa = "reason",
  },
  -- Page reference-error-codes (Microsoft Entra): refresh tokens that need a person.
  inactive = { fault = { "invalid_grant", 700082, "The refresh token has expired." } },
  revoked = { fault = { "invalid_grant", 50173, "The grant was revoked." } },
  unconsented = { fault = { "invalid_grant", 65001, "Nobody consented to the application." } },
  interaction = { fault = { "interaction_required", 50076, "Multi-factor sign-in is needed." } },
}

function users.named(name)
  local person = people[name]
  if not person then return nil end
  return {
    name = name, upn = name .. adatum, oid = person.oid, groups = person.groups,
    graph = person.graph, mfa = person.mfa, fault = person.fault,
  }
end

function users.mayAttest(user)
  for _, group in ipairs(user.groups) do
    if group == "AdminAgents" or group == "SalesAgents" then return true end
  end
  return false
end

return users
