-- Helpers for values that every flow needs.

local flow = ...

-- A new table with the members of both; those of the second win. Only the first level is merged.
function flow.merge(first, second)
  local merged = {}
  for name, value in pairs(first or {}) do merged[name] = value end
  for name, value in pairs(second or {}) do merged[name] = value end
  return merged
end
