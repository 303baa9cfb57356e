-- Members of an object named by their path, such as `company.address.city`.
local fields = {}

-- nil where there is none, or it is null.
function fields.get(object, path)
  local value = object
  for name in path:gmatch("[^.]+") do
    if type(value) ~= "table" then return nil end
    value = value[name]
  end
  if value == null then return nil end
  return value
end

local function copied(object, prefix, without)
  if type(object) ~= "table" then return object end
  local copy = {}
  for name, member in pairs(object) do
    local path = prefix .. name
    if not without[path] then copy[name] = copied(member, path .. ".", without) end
  end
  return copy
end

-- A copy of the object that lacks what the paths name.
function fields.without(object, paths)
  local left = {}
  for _, path in ipairs(paths) do left[path] = true end
  return copied(object, "", left)
end

-- Whether two values say the same.
function fields.same(left, right)
  if type(left) ~= "table" or type(right) ~= "table" then return left == right end
  for name, member in pairs(left) do
    if not fields.same(member, right[name]) then return false end
  end
  for name in pairs(right) do
    if left[name] == nil then return false end
  end
  return true
end

return fields
