-- table.sort as a stable merge sort: the library's own picks pivots by the clock, and its comparison
-- function cannot wait for the host.
local core = ...
local move, type, min = table.move, type, math.min

local RUN = 8

local function less(left, right) return left < right end

local function insert_runs(list, count, before)
  for low = 1, count, RUN do
    for index = low + 1, min(low + RUN - 1, count) do
      local value, place = list[index], index - 1
      while place >= low and before(value, list[place]) do
        list[place + 1] = list[place]
        place = place - 1
      end
      list[place + 1] = value
    end
  end
end

local function merge(from, to, low, middle, high, before)
  local left, right = low, middle + 1
  for index = low, high do
    if left <= middle and (right > high or not before(from[right], from[left])) then
      to[index] = from[left]
      left = left + 1
    else
      to[index] = from[right]
      right = right + 1
    end
  end
end

function table.sort(list, before)
  if type(list) ~= "table" then
    core.raise("bad argument #1 to 'sort' (table expected, got " .. type(list) .. ")")
  end
  if before ~= nil and type(before) ~= "function" then
    core.raise("bad argument #2 to 'sort' (function expected, got " .. type(before) .. ")")
  end
  before = before or less
  local count, width = #list, RUN
  local from, to = move(list, 1, count, 1, {}), {}
  insert_runs(from, count, before)
  while width < count do
    for low = 1, count, 2 * width do
      local middle = min(low + width - 1, count)
      merge(from, to, low, middle, min(low + 2 * width - 1, count), before)
    end
    from, to, width = to, from, 2 * width
  end
  move(from, 1, count, 1, list)
end
