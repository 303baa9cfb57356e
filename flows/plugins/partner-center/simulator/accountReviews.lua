-- Microsoft's review of a customer's account. Page: retrieve-validation-status.
local answers = require("simulator.answers")
local customers = require("simulator.customers")
local values = require("values")

local accountReviews = {}

local statuses = {
  Allowed = true, UnderReview = true, NotAllowed = true, Unknown = true, ["Not Ready"] = true,
}

function accountReviews.isStatus(status) return statuses[status] == true end

-- Without a zone, as the page has it. No status: there is no record any more.
function accountReviews.keep(customerId, status)
  state.put("review/" .. customerId, status and {
    type = "account", status = status, lastUpdateDateTime = flow.now():sub(1, 19),
  } or null)
end

-- 600074 is no fault: without a record, purchases are allowed.
local function noRecord(customerId)
  return answers.customerRefusal(600074,
    "Account Status for the customer, " .. customerId .. " was not found.",
    "AccountStatusNotFound", 404)
end

function accountReviews.read(request, _, customerId)
  if request.query.type ~= "account" then
    return answers.refusal(400, 3000, "Invalid property: type")
  end
  if not customers.known(customerId) then return customers.unknown() end
  local review = values.table(state.get("review/" .. customerId))
  return review and answers.json(200, review) or noRecord(customerId)
end

return accountReviews
