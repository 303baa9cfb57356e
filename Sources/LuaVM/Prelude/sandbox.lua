-- What scripts see: the allowed parts of the library, the host's functions, and their packages.
local core = ...
local format, concat, type = string.format, table.concat, type

local ALLOWED = [[assert error getmetatable ipairs pairs pcall rawequal rawget rawlen rawset select
  setmetatable tonumber tostring type array _VERSION]]

math.random, math.randomseed, random = random, nil, nil

local base = {}
for name in ALLOWED:gmatch("%g+") do base[name] = _ENV[name] end
for _, name in ipairs { "string", "table", "math", "utf8" } do
  base[name] = core.freeze(_ENV[name], name)
end

local function frozen(value, name)
  if type(value) ~= "table" then return value end
  for key, member in pairs(value) do value[key] = frozen(member, name .. "." .. key) end
  return core.freeze(value, name)
end

-- Puts a function at a dotted name; a table in between is made.
local function put(root, path, value)
  local place, rest = root, path
  while true do
    local first, others = rest:match("^([%w_]+)%.(.+)$")
    if not first then break end
    if type(place[first]) ~= "table" then
      if place[first] ~= nil then error(format("'%s' is both a function and a table", path), 0) end
      place[first] = {}
    end
    place, rest = place[first], others
  end
  if not rest:find("^[%a_][%w_]*$") then error(format("'%s' is no name for a function", path), 0) end
  if place[rest] ~= nil then error(format("'%s' is defined twice", path), 0) end
  place[rest] = value
end

local function put_all(root, values)
  for name, value in pairs(values) do put(root, name, value) end
end

local function raise(problem)
  if type(problem) ~= "table" then
    core.raise("raise takes a table such as { type = …, status = …, title = …, detail = … }")
  end
  error(problem, 0)
end

local function printer(log)
  return function(...)
    local words = { ... }
    for index = 1, select("#", ...) do words[index] = tostring(words[index]) end
    log("info", concat(words, "\t"))
  end
end

local packages, loaded = {}, {}

local function names_of(set)
  local names = {}
  for name in pairs(set) do names[#names + 1] = name end
  return #names > 0 and concat(names, ", ") or "none"
end

local function after_prefix(name, prefix)
  if name:sub(1, #prefix + 1) == prefix .. "." then return name:sub(#prefix + 2) end
end

-- The package and the module that a name means inside a package.
local function resolve(package, name)
  if package.modules[name] then return package, name end
  for other_name, other in pairs(packages) do
    local rest = after_prefix(name, other_name)
    if rest and package.uses[other_name] then
      if other.modules[rest] then return other, rest end
      core.raise(format("require: package '%s' has no module '%s'; it has: %s", other_name, rest,
        names_of(other.modules)))
    elseif rest and other ~= package then
      core.raise(format("require: '%s' belongs to package '%s', which package '%s' does not use",
        name, other_name, package.name))
    end
  end
  core.raise(format("require: package '%s' has no module '%s'; it has: %s", package.name, name,
    names_of(package.modules)))
end

local function load_module(package, name)
  local key = package.name .. "\0" .. name
  local entry = loaded[key]
  if entry and entry.value ~= nil then return entry.value end
  if entry and not entry.guard[1] then
    core.raise(format("require: module '%s' of package '%s' requires itself", name, package.name))
  end
  local guard <close> = core.loading()
  entry = { guard = guard }
  loaded[key] = entry
  local value = core.module(package.name, name)(name)
  if value == nil then value = true end
  entry.value = value
  return value
end

local function requirer(package)
  return function(name)
    if type(name) ~= "string" then core.raise("require takes the name of a module") end
    return load_module(resolve(package, name))
  end
end

local function set_of(names)
  local set = {}
  for _, name in ipairs(names) do set[name] = true end
  return set
end

local function open_package(description)
  local package = { name = description.name, modules = set_of(description.modules),
    uses = set_of(description.uses) }
  packages[package.name] = package
  local globals = setmetatable({ require = requirer(package) }, { __index = base })
  return { environment = core.environment(globals), require = globals.require }
end

-- Runs what the host adds in Lua: chunks that take its table and change it while they can.
local function extend(flow, preludes)
  local environment = core.freeze(base, "_ENV")
  local loading <close> = core.loading()
  for _, prelude in ipairs(preludes) do
    local chunk, message = load(prelude.chunk, "=" .. prelude.name, "bt", environment)
    if not chunk then error(message, 0) end
    chunk(flow)
  end
end

-- What the host adds to the globals: its table under its name, and globals of its own.
local function additions(config)
  local flow = { raise = raise, array = array, null = config.null, date = core.date,
    json = { encode = core.encode, decode = core.decode } }
  put_all(flow, config.host)
  put_all(flow, config.constants)
  extend(flow, config.preludes)
  local added = { [config.name] = flow }
  put_all(added, config.globals)
  return added, flow.log
end

-- Takes { name, host, globals, constants, null, preludes, packages }; returns what the host keeps.
return function(config)
  base.null = config.null
  local added, log = additions(config)
  for name, value in pairs(added) do put(base, name, frozen(value, name)) end
  base.print = log and printer(log)
  core.open_environments()
  local opened = {}
  for index, description in ipairs(config.packages) do opened[index] = open_package(description) end
  return base, opened
end
