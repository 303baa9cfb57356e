-- flow.date: days and instants as ISO 8601 and RFC 3339 write them, in the Gregorian calendar.
local core = ...
local match, format, type, tonumber = string.match, string.format, type, tonumber

local MONTH_DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

local function days_in(year, month)
  return month == 2 and is_leap(year) and 29 or MONTH_DAYS[month]
end

-- Days since 1970-01-01, counted in years that start in March.
local function day_number(year, month, day)
  if month <= 2 then year = year - 1 end
  local era, shifted = year // 400, (month + 9) % 12
  local year_of_era = year - era * 400
  local day_of_year = (153 * shifted + 2) // 5 + day - 1
  return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
end

local function civil(number)
  number = number + 719468
  local era = number // 146097
  local rest = number - era * 146097
  local year_of_era = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
  local day_of_year = rest - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local shifted = (5 * day_of_year + 2) // 153
  local month = shifted < 10 and shifted + 3 or shifted - 9
  local year = year_of_era + era * 400 + (month <= 2 and 1 or 0)
  return year, month, day_of_year - (153 * shifted + 2) // 5 + 1
end

local function is_day(year, month, day)
  return year ~= nil and month >= 1 and month <= 12 and day >= 1 and day <= days_in(year, month)
end

local function read_day(text)
  local year, month, day = match(text, "^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
  if year then year, month, day = tonumber(year), tonumber(month), tonumber(day) end
  if is_day(year, month, day) then return { year = year, month = month, day = day } end
end

-- Minutes east of UTC; nothing for what is no offset.
local function read_zone(text)
  if text == "Z" or text == "z" then return 0 end
  local sign, hours, minutes = match(text, "^([+-])(%d%d):(%d%d)$")
  if not sign or tonumber(hours) > 23 or tonumber(minutes) > 59 then return nil end
  return (tonumber(hours) * 60 + tonumber(minutes)) * (sign == "-" and -1 or 1)
end

local function read_time(date, text)
  local hour, min, sec, fraction, zone = match(text, "^(%d%d):(%d%d):(%d%d)(%.?%d*)(.+)$")
  if not hour or fraction == "." or (fraction ~= "" and fraction:sub(1, 1) ~= ".") then return nil end
  date.hour, date.min, date.sec = tonumber(hour), tonumber(min), tonumber(sec)
  date.offset, date.zone, date.fraction = read_zone(zone), zone, fraction
  if date.hour > 23 or date.min > 59 or date.sec > 59 or not date.offset then return nil end
  return date
end

local function read(text)
  if type(text) ~= "string" then return nil end
  local day, time = match(text, "^([%d-]+)[Tt](.+)$")
  local date = read_day(day or text)
  if date and time then return read_time(date, time) end
  return date
end

local function checked(text)
  local date = read(text)
  if date then return date end
  core.raise(format("'%s' is no date (YYYY-MM-DD) and no time (YYYY-MM-DDThh:mm:ssZ)", tostring(text)))
end

local function epoch_of(date)
  local seconds = day_number(date.year, date.month, date.day) * 86400
  if not date.hour then return seconds end
  return seconds + date.hour * 3600 + date.min * 60 + date.sec - date.offset * 60
end

local function written_day(year, month, day)
  if year < 0 or year > 9999 then core.raise("a date outside the years 0000 to 9999") end
  return format("%04d-%02d-%02d", year, month, day)
end

local function written(epoch, offset, fraction, zone)
  local shifted = epoch + offset * 60
  local seconds = shifted % 86400
  return written_day(civil(shifted // 86400)) .. format("T%02d:%02d:%02d", seconds // 3600,
    seconds // 60 % 60, seconds % 60) .. fraction .. zone
end

local UNITS = { Y = "months", W = "days", D = "days", H = "seconds", S = "seconds" }
local SIZES = { Y = 12, W = 7, D = 1, H = 3600, S = 1 }

-- The amounts of one half of a duration, into `total`; nothing if it is not written as one.
local function add_units(total, text, letters, minute)
  local position = 1
  for start, number, unit, stop in text:gmatch("()(%d+)(%a)()") do
    local place = letters:find(unit, 1, true)
    if not place or start ~= position then return nil end
    letters = letters:sub(place + 1)
    local kind = unit == "M" and (minute and "seconds" or "months") or UNITS[unit]
    local size = unit == "M" and (minute and 60 or 1) or SIZES[unit]
    total[kind] = total[kind] + tonumber(number) * size
    position = stop
  end
  return position == #text + 1 and total or nil
end

local function read_duration(text)
  local sign, days, time = match(tostring(text), "^([+-]?)P([^T]*)T?(.*)$")
  local total = { months = 0, days = 0, seconds = 0, timed = time ~= "" }
  local complete = days and days .. time ~= "" and not match(text, "T$")
  if complete and add_units(total, days, "YMWD") and add_units(total, time, "HMS", true) then
    total.sign = sign == "-" and -1 or 1
    return total
  end
  core.raise(format("'%s' is no duration such as P14D or PT30M", tostring(text)))
end

local function add_days(date, duration)
  local months = date.year * 12 + date.month - 1 + duration.sign * duration.months
  local year, month = months // 12, months % 12 + 1
  local day = math.min(date.day, days_in(year, month))
  return civil(day_number(year, month, day) + duration.sign * duration.days)
end

local date = {}

function date.parse(text)
  local parsed = checked(text)
  parsed.epoch = epoch_of(parsed)
  parsed.hour, parsed.min, parsed.sec = parsed.hour or 0, parsed.min or 0, parsed.sec or 0
  parsed.zone, parsed.fraction = nil, nil
  return parsed
end

function date.format(epoch)
  local whole = type(epoch) == "number" and math.tointeger(epoch // 1)
  if not whole then core.raise("date.format takes seconds since 1970") end
  return written(whole, 0, "", "Z")
end

function date.add(text, duration)
  local from, amount = checked(text), read_duration(duration)
  local year, month, day = add_days(from, amount)
  if not from.hour then
    if amount.timed then core.raise(format("'%s' has no time of day to add %s to", text, duration)) end
    return written_day(year, month, day)
  end
  from.year, from.month, from.day = year, month, day
  return written(epoch_of(from) + amount.sign * amount.seconds, from.offset, from.fraction, from.zone)
end

function date.day(text) return written_day(civil(epoch_of(checked(text)) // 86400)) end

function date.is_day(text) return type(text) == "string" and read_day(text) ~= nil end

core.date = date
