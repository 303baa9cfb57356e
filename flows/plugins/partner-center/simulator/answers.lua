-- The sandbox's answers, in the shapes of Partner Center and Microsoft Graph.
-- Pages: headers, error-codes, api-throttling-guidance.
local times = require("simulator.times")

local answers = {}

local reasons = {
  [200] = "OK", [201] = "Created", [202] = "Accepted", [400] = "Bad Request",
  [401] = "Unauthorized", [403] = "Forbidden", [404] = "Not Found", [408] = "Request Timeout",
  [409] = "Conflict", [429] = "Too Many Requests", [500] = "Internal Server Error",
  [503] = "Service Unavailable", [504] = "Gateway Timeout",
}

function answers.json(status, body)
  return {
    status = status, reason = reasons[status] or "",
    headers = { ["Content-Type"] = "application/json; charset=utf-8" }, body = body,
  }
end

-- Recorded answers of some endpoints begin with a byte-order mark.
function answers.marked(status, body)
  local answer = answers.json(status, body)
  answer.bom = true
  return answer
end

-- No body at all: what gateways send, the check of a domain name, a missing MFA claim.
function answers.empty(status, reason)
  return { status = status, reason = reason or reasons[status] or "", headers = {} }
end

-- Page error-codes: the general form.
function answers.refusal(status, code, description)
  return answers.json(status, {
    code = code, description = description, data = array{}, source = "PartnerFD",
  })
end

-- Page error-codes: codes 600xxx.
function answers.customerRefusal(code, message, name, status)
  return answers.json(status or 400, {
    code = code, message = message, description = message, errorName = name,
    isRetryable = false, parameters = {}, errorMessageExtended = "InternalErrorCode=" .. code,
  })
end

-- Page api-throttling-guidance: no code.
function answers.throttled(seconds)
  local answer = answers.json(429, {
    statusCode = 429, message = "Rate limit is exceeded. Try again in " .. seconds .. " seconds.",
  })
  answer.headers["Retry-After"] = tostring(seconds)
  return answer
end

function answers.graphRefusal(status, code, message)
  return answers.json(status, { error = { code = code, message = message, innerError = {} } })
end

-- Page throttling (Microsoft Graph).
function answers.graphThrottled(seconds)
  local answer = answers.graphRefusal(429, "TooManyRequests", "Please retry again later.")
  answer.headers["Retry-After"] = tostring(seconds)
  return answer
end

function answers.collection(items)
  return {
    totalCount = #items, items = items, attributes = { objectType = "Collection" },
  }
end

-- Page headers: ids come back, others are made where the request had none.
function answers.traced(answer, request)
  local headers = answer.headers
  headers["MS-RequestId"] = request.headers["ms-requestid"] or flow.uuid()
  headers["MS-CorrelationId"] = request.headers["ms-correlationid"] or flow.uuid()
  headers["MS-CV"] = "c2FuZGJveA.0"
  headers["MS-ServerId"] = "sandbox"
  headers["Date"] = times.header()
  return answer
end

return answers
