-- What the sandbox sells: every `product:sku:availability` but the product BAD.
-- Pages: create-an-order, create-a-cart.
--
-- For testers, the availability decides what happens to an order of it:
--
--   CFQ7TTC0K4TS or any other  sold at once to a customer whose acceptance stands
--   SETTLING                   13605 until 30 seconds after the acceptance
--   NEVER                      13605 whatever is on file
--   CODED                      13605 in the form of codes 600xxx
--   WHOLE                      13605 for the checkout as a whole, not among its orderErrors
--   SLOW                       placed, but answered 504; in progress for a minute after that
--   LATE                       placed, but listed only 15 minutes later
--   APART                      in a cart: an order of its own, beside those of the other lines
--   TERMS                      has terms of its own, which `attestationAccepted` accepts
local values = require("values")

local offers = {}

function offers.product(offerId) return offerId:match("^([^:]+):[^:]+:[^:]+$") end

local function availability(offerId) return offerId:match("([^:]+)$") end

-- A catalog item that no cart and no order takes.
function offers.isUnknown(offerId) return offers.product(offerId) == "BAD" end

-- Whether any of the lines is of such an offer.
function offers.any(lines, word)
  for _, line in ipairs(lines) do
    local offerId = values.text(line.offerId) or values.text(line.catalogItemId) or ""
    if availability(offerId) == word then return true end
  end
  return false
end

-- Page error-codes, 900203 and 10012: nothing to do with the customer's agreement.
function offers.lacksTerms(line)
  return offers.any({ line }, "TERMS") and line.attestationAccepted ~= true
end

local function link(uri) return { uri = uri, method = "GET", headers = array{} } end

function offers.links(offerId)
  local product, sku, availabilityId = offerId:match("^([^:]+):([^:]+):([^:]+)$")
  local products = "/products/" .. product
  local skus = products .. "/skus/" .. sku
  return {
    product = link(products .. "?country=FR"), sku = link(skus .. "?country=FR"),
    availability = link(skus .. "/availabilities/" .. availabilityId .. "?country=FR"),
  }
end

return offers
