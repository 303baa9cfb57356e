-- What turned out wrong is asked again, those fields only.
local acceptance = require("acceptance")
local fields = require("fields")
local questions = require("questions")

local corrections = {}

local function formOf(field)
  if field:find("^agreement%.signatory") then return "signatory" end
  if field:find("^agreement%.") then return "agreement" end
  if field:find("^signatory") or field == "dateAgreed" or field == "accepted" then
    return "attestation"
  end
  return "account"
end

-- The fields of that form, each once, and what is wrong with them in words.
local function wrong(form, violations)
  local names, lines, seen = {}, {}, {}
  for _, violation in ipairs(violations) do
    local field = violation.field
    if formOf(field) == form then
      lines[#lines + 1] = flow.text("correction-line", {
        label = flow.text(form .. "." .. field), message = violation.message,
      })
      if not seen[field] then names[#names + 1] = field end
      seen[field] = true
    end
  end
  return names, table.concat(lines, "\n")
end

local forms = { "account", "agreement", "signatory", "attestation" }

local function defaults(form, request)
  if form == "attestation" then return { dateAgreed = acceptance.latestDay(request.country) } end
  if form ~= "agreement" then return nil end
  return acceptance.defaults(fields.get(request.given, "company.address.country"))
end

function corrections.askCorrection(request)
  local given = request.given
  for _, form in ipairs(forms) do
    local names, lines = wrong(form, request.violations)
    if #names > 0 then
      given = questions.ask(form, given, {
        again = names, defaults = defaults(form, request),
        help = flow.text("correction", { lines = lines }),
      })
    end
  end
  return { given = given, asked = true }
end

return corrections
