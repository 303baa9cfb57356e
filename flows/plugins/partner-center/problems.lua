-- Every kind of problem that this plugin raises. Its title is the text of the same name.
--
-- not-entitled            The user is neither an Admin agent nor a Sales agent. Have one run it.
-- indirect-reseller       Indirect resellers cannot attest. Their indirect provider does it.
-- customer-not-found      None of the partner's customers is the one that was named: `field`,
--                         `wanted`. Name another, or look it up in Partner Center.
-- already-customer        The company whose relationship is to be requested is a customer already:
--                         `customerId`. Invite it as an existing customer.
-- invalid-input           What was given cannot be right; `field` names the first such field,
--                         `violations` lists all. Mend the input and start a new run.
-- address-doubtful        Microsoft does not recognise the address; `suggestions` says what it
--                         knows. A flow asks which address counts.
-- domain-taken            The name belongs to another tenant. A flow asks for another.
-- customer-email-refused  The tenant was made, then its contact's e-mail refused: `lostDomain`
--                         cannot be used again. A flow asks for another e-mail and domain.
-- agreement-too-old       An acceptance from before 1 April 2023 no longer counts. The customer
--                         accepts again: a flow asks who did, or the customer accepts directly.
-- acceptance-unknown      Nobody knows whether the customer accepted, so nothing was attested and
--                         nobody invited. Retry the run: it reads again.
-- agreement-required      Partner Center sells nothing before the customer accepts (code 13605). A
--                         flow asks who has accepted, attests, and orders again.
-- purchases-blocked       Microsoft reviews or refuses the customer's account: `accountStatus`.
--                         Nothing was ordered. After a review, retry the run: it reads first.
-- order-incomplete        Of a cart only `orders` were placed; `errors` says why the rest was not.
--                         Order the rest by itself: ordering all again would buy twice.
-- mail-refused            Microsoft Graph refused to send the mail; `code` is its own. A flow asks
--                         whether to write it to a file or to try again.
-- outcome-unknown         Something was sent and nobody knows whether it was done. Nothing more
--                         is written; look in Partner Center, then retry the run: it reads first.
-- attestation-not-listed  Partner Center accepted the attestation but does not list it yet. Look
--                         at the customer there; retrying the run only reads again.
-- not-built               The setting asks for something that this version cannot do.
-- not-configured          A setting is missing. Set it in flowctl.yaml.
-- unexpected-answer       An answer that no page documents. Nothing is concluded from it.
-- refused                 Partner Center refused; `code` and `answer` are its own.
local problems = {}

local base = "https://flowengine.dev/problems/"

local statuses = {
  ["not-entitled"] = 403,
  ["indirect-reseller"] = 403,
  ["customer-not-found"] = 404,
  ["already-customer"] = 409,
  ["invalid-input"] = 400,
  ["address-doubtful"] = 422,
  ["domain-taken"] = 409,
  ["customer-email-refused"] = 400,
  ["agreement-too-old"] = 409,
  ["acceptance-unknown"] = 502,
  ["agreement-required"] = 403,
  ["purchases-blocked"] = 403,
  ["order-incomplete"] = 502,
  ["mail-refused"] = 502,
  ["outcome-unknown"] = 500,
  ["attestation-not-listed"] = 502,
  ["not-built"] = 501,
  ["not-configured"] = 400,
  ["unexpected-answer"] = 502,
  ["refused"] = 502,
}

-- Never returns. `members` go beside the standard ones and may replace the status.
function problems.raise(kind, detail, members)
  local problem = {
    type = base .. kind, status = statuses[kind], title = flow.text(kind), detail = detail,
  }
  for name, value in pairs(members or {}) do problem[name] = value end
  flow.raise(problem)
end

function problems.invalid(violations)
  local first = violations[1]
  problems.raise("invalid-input", first.field .. ": " .. first.message, {
    field = first.field, violations = violations,
  })
end

-- The last word of a problem's type, or nil for any other error.
function problems.kind(thrown)
  if type(thrown) ~= "table" or type(thrown.type) ~= "string" then return nil end
  return thrown.type:match("([^/]+)$")
end

-- Whether a failed reading back leaves an outcome unknown. An error in a script stays what it is.
function problems.leavesUnknown(thrown) return problems.kind(thrown) ~= nil end

-- What was read; or nil, why it could not be, and the problem itself.
function problems.attempt(read, argument)
  local ok, result = pcall(read, argument)
  if ok then return result end
  if not problems.leavesUnknown(result) then error(result, 0) end
  return nil, result.detail or result.title or problems.kind(result), result
end

return problems
