-- Asking a person by the forms of plugin.yaml. An answer has the shape of the workflow's input, and
-- what the input states is not asked, so that a complete one asks nothing.
local fields = require("fields")

local questions = {}

-- The members of the input that a form is about.
local members = {
  account = { "company", "contact", "culture" },
  agreement = { "agreement" },
  signatory = { "agreement" },
  attestation = { "signatory", "dateAgreed", "accepted" },
  customer = { "customer" },
  domain = { "company" },
  order = { "order" },
  emailAndDomain = { "company", "contact" },
  prospect = { "company", "contact" },
  recipient = { "contact" },
}

local function known(form, given)
  local part = {}
  for _, name in ipairs(members[form]) do
    if given[name] ~= null then part[name] = given[name] end
  end
  return part
end

-- What is given with what the form asks for, and whether anything was asked. `more` may have
-- `again`, the fields to ask whatever is given, and a prompt's own `defaults`, `title` and `help`.
function questions.ask(form, given, more)
  more = more or {}
  local part = known(form, given)
  if more.again then part = fields.without(part, more.again) end
  local answer = flow.prompt{
    form = form, given = part, ask = more.again and array(more.again), defaults = more.defaults,
    title = more.title, help = more.help,
  }
  local asked = more.again ~= nil or not fields.same(part, answer)
  return flow.merge(given, answer), asked
end

-- One of several words. The texts of the question are `NAME.title` and `NAME.choice`.
function questions.choose(name, choices, help)
  local answer = flow.prompt{
    name = name, help = help,
    schema = {
      type = "object", required = array{ "choice" }, additionalProperties = false,
      properties = { choice = { type = "string", enum = array(choices) } },
    },
  }
  return answer.choice
end

return questions
