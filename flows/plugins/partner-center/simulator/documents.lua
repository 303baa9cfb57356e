-- The text of the agreement. Page: download-customer-agreement-template.
local agreements = require("simulator.agreements")
local answers = require("simulator.answers")
local ids = require("simulator.ids")
local values = require("values")

local documents = {}

-- Some rows of the page's table, which has more countries.
local languages = {
  BE = { "en-US", "nl-NL" }, CA = { "en-US", "fr-FR" }, CH = { "en-US", "fr-FR" },
  DE = { "en-US", "de-DE" }, FR = { "en-US", "fr-FR" }, HU = { "en-US", "hu-HU" },
  LU = { "en-US", "fr-FR" }, PT = { "en-US", "pt-PT" }, US = { "en-US" },
}

local function link(kind, name)
  return "https://agreements.example/" .. kind .. "/" .. name .. "?sig=" .. ids.of(flow.uuid())
end

-- Id and country count in their own case. What a wrong one gets is not documented. A language that
-- the country does not have is en-US, without a warning.
function documents.read(request, _, templateId)
  if not agreements.template(templateId) then return answers.refusal(404, 1000, "Not found") end
  local query = values.table(request.query) or {}
  local country = values.text(query.country) or "US"
  local known = languages[country]
  if not known then return answers.refusal(400, 3000, "Invalid property: country") end
  local language = values.text(query.language) or "en-US"
  if not values.contains(known, language) then language = "en-US" end
  local name = "mca-" .. country:lower()
  return answers.json(200, {
    displayUri = link("preview", name), downloadUri = link("download", name .. ".docx"),
    language = language, country = country,
  })
end

return documents
