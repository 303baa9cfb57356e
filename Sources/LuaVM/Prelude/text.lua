-- string.gsub with a function, in Lua so that the function can wait for its host.
local core = ...
local scan, concat, sub, type = core.scan, table.concat, string.sub, type

local function replacement(replace, start, stop, ...)
  if start == nil then return nil end
  return start, stop, replace(...)
end

local function replace_all(subject, pattern, replace, limit)
  local pieces, count, position, last = {}, 0, 1, 0
  local anchored = sub(pattern, 1, 1) == "^"
  while count < limit do
    local start, stop, value = replacement(replace, scan(subject, pattern, position, last))
    if start == nil then break end
    pieces[#pieces + 1] = sub(subject, position, start - 1)
    if not value then
      value = sub(subject, start, stop - 1)
    elseif type(value) ~= "string" and type(value) ~= "number" then
      core.raise("invalid replacement value (a " .. type(value) .. ")")
    end
    pieces[#pieces + 1] = value
    count, position, last = count + 1, stop, stop
    if anchored then break end
  end
  pieces[#pieces + 1] = sub(subject, position)
  return concat(pieces), count
end

local function text(value, position)
  if type(value) == "string" then return value end
  if type(value) == "number" then return tostring(value) end
  core.raise("bad argument #" .. position .. " to 'gsub' (string expected, got " .. type(value) .. ")")
end

function string.gsub(subject, pattern, replace, limit)
  if type(replace) ~= "function" then return core.gsub(subject, pattern, replace, limit) end
  if limit ~= nil and math.type(limit) ~= "integer" then
    core.raise("bad argument #4 to 'gsub' (integer expected)")
  end
  subject = text(subject, 1)
  return replace_all(subject, text(pattern, 2), replace, limit or #subject + 1)
end

string.dump, string.pack, string.unpack, string.packsize = nil, nil, nil, nil
