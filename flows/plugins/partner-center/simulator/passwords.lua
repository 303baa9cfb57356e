-- One-time passwords are derived from the sandbox's key and the customer, so that none is kept.
local passwords = {}

function passwords.of(customerId)
  if type(customerId) ~= "string" then return nil end
  return "Sx9!" .. flow.hmac{ data = "password:" .. customerId }:sub(1, 20)
end

return passwords
