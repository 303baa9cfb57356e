-- What is wrong with an input: all of it at once, each with its field.
local problems = require("problems")

local violations = {}

local methods = {}
methods.__index = methods

function violations.new()
  return setmetatable({ list = array{} }, methods)
end

-- `text` is the key of the message.
function methods:add(field, text, words)
  self.list[#self.list + 1] = { field = field, message = flow.text(text, words or {}) }
end

-- The first of them as one sentence.
function methods:inWords()
  local first = self.list[1]
  return first.field .. ": " .. first.message
end

-- Those of the named fields.
function methods:among(fields)
  local names, some = {}, array{}
  for _, field in ipairs(fields) do names[field.name] = true end
  for _, violation in ipairs(self.list) do
    if names[violation.field] then some[#some + 1] = violation end
  end
  return some
end

function methods:raise()
  if #self.list > 0 then problems.invalid(self.list) end
end

return violations
