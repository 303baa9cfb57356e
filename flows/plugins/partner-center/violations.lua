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

function methods:raise()
  if #self.list > 0 then problems.invalid(self.list) end
end

return violations
