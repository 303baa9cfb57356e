-- The text of the agreement, to show or to attach. Page: download-customer-agreement-template.
local api = require("api")
local problems = require("problems")
local values = require("values")

local agreementDocuments = {}

-- The link dies five minutes after it was made, and each call makes another.
local lifetime = "PT5M"

-- A language that the country does not have comes back as English, without a word about it.
local function warning(asked, given)
  if given and values.lower(given) == values.lower(asked) then return nil end
  local text = flow.text("document-language", { asked = asked, given = given or "?" })
  flow.log("warning", text)
  return text
end

function agreementDocuments.readAgreementDocument(request)
  local before = flow.now()
  local body = api.read("/agreementtemplates/{id}/document", { id = request.templateId },
    { language = request.language, country = request.country }, "doing-document")
  local display, download = values.text(body.displayUri), values.text(body.downloadUri)
  if not display or not download then
    problems.raise("unexpected-answer", flow.text("no-document"))
  end
  local language = values.text(body.language)
  return {
    displayUri = display, downloadUri = download,
    downloadUntil = flow.date.add(before, lifetime),
    language = language, country = values.text(body.country) or request.country,
    warning = warning(request.language, language),
  }
end

return agreementDocuments
