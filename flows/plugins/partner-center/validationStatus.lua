-- Whether Microsoft lets a customer's account buy. Page: retrieve-validation-status.
local api = require("api")
local problems = require("problems")
local refusals = require("refusals")
local values = require("values")

local validationStatus = {}

-- The page: these block purchases. `Allowed` and `Not Ready` do not.
local blocking = { underreview = true, notallowed = true, unknown = true }

local function plain(status) return (status:lower():gsub("[%s_]", "")) end

-- `status` is left out where there is none: without a record purchases are allowed (600074). What
-- cannot be read is told and blocks nothing: the order itself decides.
function validationStatus.readValidationStatus(request)
  local answer = api.send{
    method = "GET", path = "/customers/{id}/validationStatus",
    parameters = { id = request.customerId }, query = { type = "account" },
  }
  if answer.status == 404 and refusals.read(answer).code == "600074" then
    return { blocked = false }
  end
  local body = answer.status == 200 and values.table(answer.body)
  local status = body and values.text(body.status)
  if not status then
    return { blocked = false, why = refusals.describe(answer, "doing-validation") }
  end
  return {
    status = status, blocked = blocking[plain(status)] == true,
    updatedAt = values.text(body.lastUpdateDateTime),
  }
end

-- Faults where the account may not buy.
function validationStatus.checkValidationStatus(request)
  local found = validationStatus.readValidationStatus(request)
  if not found.blocked then return found end
  local text = plain(found.status) == "notallowed" and "account-refused" or "account-reviewed"
  return problems.raise("purchases-blocked", flow.text(text, { status = found.status }), {
    customerId = request.customerId, accountStatus = found.status,
  })
end

return validationStatus
