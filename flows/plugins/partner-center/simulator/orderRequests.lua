-- What Partner Center refuses in a request for an order or a cart, whoever the customer is.
-- Pages: create-an-order, create-a-cart, error-codes.
local answers = require("simulator.answers")
local offers = require("simulator.offers")
local values = require("values")

local orderRequests = {}

local function invalid(field) return answers.refusal(400, 800002, "Invalid input: " .. field) end

-- Page headers: names are taken in any case; the pages' own examples differ.
local function plain(object)
  local named = {}
  for name, value in pairs(values.table(object) or {}) do
    named[name:sub(1, 1):lower() .. name:sub(2)] = value
  end
  return named
end

function orderRequests.order(body)
  local asked, lines = plain(body), array{}
  for number, line in ipairs(values.table(asked.lineItems) or {}) do lines[number] = plain(line) end
  asked.lineItems = lines
  return asked
end

local terms = { P1M = true, P1Y = true, P3Y = true }

-- Which products want a term is not documented; one that is given has to exist.
local function checkLine(line, number, idField, offerField)
  local offerId = values.text(line[offerField])
  if line[idField] ~= number - 1 then return invalid(idField) end
  if not offerId or not offers.product(offerId) then return invalid(offerField) end
  if math.type(line.quantity) ~= "integer" or line.quantity < 1 then return invalid("quantity") end
  local term = line.termDuration
  if term ~= nil and term ~= null and not terms[term] then return invalid("termDuration") end
  return nil
end

-- Page error-codes, 900206: about the partner of record, and nothing to do with the agreement.
local function checkAttestation(asked)
  if asked.partnerOnRecordAttestationAccepted == true then return nil end
  return answers.refusal(400, 900206, "The partner on record attestation isn't accepted.")
end

local function check(asked, idField, offerField)
  if #asked.lineItems == 0 then return invalid("lineItems") end
  for number, line in ipairs(asked.lineItems) do
    local refusal = checkLine(line, number, idField, offerField)
    if refusal then return refusal end
  end
  return checkAttestation(asked)
end

-- The refusal, or nil. Page error-codes, 400013: in an order, one unknown product refuses it all.
function orderRequests.checkOrder(asked)
  local refusal = check(asked, "lineItemNumber", "offerId")
  if refusal then return refusal end
  for _, line in ipairs(asked.lineItems) do
    if offers.isUnknown(line.offerId) then
      return answers.refusal(404, 400013, "Product not found")
    end
    if offers.lacksTerms(line) then
      return answers.refusal(400, 900203, "The product requires attestation acceptance.")
    end
  end
  return nil
end

function orderRequests.checkCart(asked) return check(asked, "id", "catalogItemId") end

return orderRequests
