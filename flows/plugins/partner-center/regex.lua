-- The regular expressions of Microsoft's country rules (.NET flavour), as far as such rules go:
-- ^ $ . | ( ) (?: ) [ ] \d \w \s * + ? {n,m}. Anything else is "not understood", never "no match".
local regex = {}

local notUnderstood = {}
local maximumSteps = 20000

local shorthand = { d = "%d", D = "%D", s = "%s", S = "%S", w = "[%w_]", W = "[^%w_]" }

local function fail() error(notUnderstood, 0) end

local function escaped(letter)
  local class = shorthand[letter]
  if class then return function(character) return character:find(class) ~= nil end end
  if letter == "" or letter:find("%w") then fail() end
  return function(character) return character == letter end
end

-- Each node is a function (state, position, go on) that says whether the rest matches.
local function one(accepts)
  return function(state, position, continue)
    state.steps = state.steps + 1
    if state.steps > maximumSteps then fail() end
    local character = state.subject:sub(position, position)
    return character ~= "" and accepts(character) and continue(position + 1)
  end
end

local function sequence(first, second)
  return function(state, position, continue)
    return first(state, position, function(at) return second(state, at, continue) end)
  end
end

local function either(first, second)
  return function(state, position, continue)
    return first(state, position, continue) or second(state, position, continue)
  end
end

local function empty(_, position, continue) return continue(position) end

local function begins(_, position, continue) return position == 1 and continue(position) end

local function ends(state, position, continue)
  return position == #state.subject + 1 and continue(position)
end

local function repeated(node, minimum, maximum)
  local function round(count)
    return function(state, position, continue)
      local function more(at)
        -- A round that consumed nothing would go on for ever.
        if at == position and count >= minimum then return false end
        return round(count + 1)(state, at, continue)
      end
      return count < maximum and node(state, position, more)
        or count >= minimum and continue(position)
    end
  end
  return round(0)
end

local parseAlternatives

local function range(low, high)
  return function(character) return character >= low and character <= high end
end

local function classItem(reader)
  local character = reader.take()
  if character == "" or character == "[" or character:byte() > 127 then fail() end
  if character == "\\" then return escaped(reader.take()) end
  if reader.peek() == "-" and reader.peek(1) ~= "]" then
    reader.take()
    local high = reader.take()
    if high == "\\" or high == "" then fail() end
    return range(character, high)
  end
  return function(other) return other == character end
end

local function parseClass(reader)
  local negated = reader.accept("^")
  local items = {}
  repeat items[#items + 1] = classItem(reader) until reader.peek() == "]" or reader.peek() == ""
  if reader.take() ~= "]" then fail() end
  return one(function(character)
    for _, item in ipairs(items) do
      if item(character) then return not negated end
    end
    return negated
  end)
end

local function parseGroup(reader)
  if reader.accept("?") and not reader.accept(":") then fail() end
  local node = parseAlternatives(reader)
  if reader.take() ~= ")" then fail() end
  return node
end

local function parseAtom(reader)
  local character = reader.take()
  if character == "(" then return parseGroup(reader) end
  if character == "[" then return parseClass(reader) end
  if character == "^" then return begins end
  if character == "$" then return ends end
  if character == "." then return one(function(other) return other ~= "\n" end) end
  if character == "\\" then return one(escaped(reader.take())) end
  if character:find("[*+?{}]") then fail() end
  return one(function(other) return other == character end)
end

local function parseBounds(reader)
  local text = ""
  while reader.peek() ~= "}" and reader.peek() ~= "" do text = text .. reader.take() end
  reader.take()
  local minimum, comma, maximum = text:match("^(%d+)(,?)(%d*)$")
  if not minimum then fail() end
  if comma == "" then maximum = minimum end
  return tonumber(minimum), tonumber(maximum) or math.huge
end

local function parseRepeated(reader)
  local node = parseAtom(reader)
  local minimum, maximum
  if reader.accept("*") then minimum, maximum = 0, math.huge
  elseif reader.accept("+") then minimum, maximum = 1, math.huge
  elseif reader.accept("?") then minimum, maximum = 0, 1
  elseif reader.accept("{") then minimum, maximum = parseBounds(reader)
  else return node end
  -- Lazy or greedy makes no difference to whether a text matches.
  reader.accept("?")
  return repeated(node, minimum, maximum)
end

local function parseSequence(reader)
  local node = empty
  while reader.peek() ~= "" and reader.peek() ~= "|" and reader.peek() ~= ")" do
    node = sequence(node, parseRepeated(reader))
  end
  return node
end

function parseAlternatives(reader)
  local node = parseSequence(reader)
  while reader.accept("|") do node = either(node, parseSequence(reader)) end
  return node
end

local function readerOf(pattern)
  local reader, position = {}, 1
  function reader.peek(ahead)
    local at = position + (ahead or 0)
    return pattern:sub(at, at)
  end
  function reader.take()
    position = position + 1
    return pattern:sub(position - 1, position - 1)
  end
  function reader.accept(character)
    if reader.peek() ~= character then return false end
    position = position + 1
    return true
  end
  return reader
end

local function search(pattern, subject)
  local reader = readerOf(pattern)
  local node = parseAlternatives(reader)
  if reader.peek() ~= "" then fail() end
  local state = { subject = subject, steps = 0 }
  for start = 1, #subject + 1 do
    if node(state, start, function() return true end) then return true end
  end
  return false
end

-- true, false, or nil when the pattern is not understood.
function regex.matches(pattern, subject)
  local ok, result = pcall(search, pattern, subject)
  if ok then return result end
  if result ~= notUnderstood then error(result, 0) end
  return nil
end

return regex
