-- Refusals of the token endpoints of Microsoft Entra. Page reference-error-codes: `error` is for
-- programs, numbers and texts may change.
local answers = require("simulator.answers")

local entra = {}

function entra.refusal(status, name, number, text)
  local now = flow.now()
  local stamp = now:sub(1, 10) .. " " .. now:sub(12, 19) .. "Z"
  local trace, correlation = flow.uuid(), flow.uuid()
  return answers.json(status, {
    error = name,
    error_description = "AADSTS" .. number .. ": " .. text .. "\r\nTrace ID: " .. trace
      .. "\r\nCorrelation ID: " .. correlation .. "\r\nTimestamp: " .. stamp,
    error_codes = array{ number }, timestamp = stamp, trace_id = trace,
    correlation_id = correlation,
    error_uri = "https://login.microsoftonline.com/error?code=" .. number,
  })
end

return entra
