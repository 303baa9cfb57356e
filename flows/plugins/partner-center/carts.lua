-- Ordering by a cart. Pages: create-a-cart, checkout-a-cart, cart-resources.
local api = require("api")
local orderHistory = require("orderHistory")
local orderRefusals = require("orderRefusals")
local orders = require("orders")
local problems = require("problems")
local refusals = require("refusals")
local values = require("values")

local carts = {}

local function body(order)
  local lines = array{}
  for number, given in ipairs(order.lineItems) do
    lines[number] = flow.merge(orders.line(given), {
      id = number - 1, catalogItemId = given.offerId,
      billingCycle = values.text(order.billingCycle),
    })
  end
  return { lineItems = lines, PartnerOnRecordAttestationAccepted = true }
end

-- A cart is made though lines of it cannot be bought: the answer is 201 all the same.
local function lineErrors(cart)
  local errors = array{}
  for _, line in ipairs(values.table(cart.lineItems) or {}) do
    local fault = values.table(line.error)
    if fault then
      errors[#errors + 1] = {
        line = line.id, offerId = values.text(line.catalogItemId), code = fault.errorCode,
        description = values.text(fault.errorDescription),
      }
    end
  end
  return errors
end

-- Nothing is bought by it, so one cart too many does no harm.
function carts.createCart(order)
  local members = { customerId = order.customerId, orders = array{} }
  local answer = api.send{
    method = "POST", path = "/customers/{id}/carts", parameters = { id = order.customerId },
    body = body(order), lost = "repeat",
  }
  local cart = (answer.status == 200 or answer.status == 201) and values.table(answer.body)
  if not cart then orderRefusals.raise(answer, "doing-cart", members) end
  local errors = lineErrors(cart)
  if #errors > 0 then orderRefusals.raiseErrors(errors, "doing-cart", members) end
  if not values.text(cart.id) then
    problems.raise("unexpected-answer", flow.text("cart-without-id"), members)
  end
  return { cartId = values.text(cart.id) }
end

-- Every group of lines becomes an order or an error, within one answer that says 201.
local function outcome(result, sent)
  local placed = array{}
  for _, order in ipairs(values.table(result.orders) or {}) do
    placed[#placed + 1] = orderHistory.record(order)
  end
  local errors = values.table(result.orderErrors) or {}
  if #errors > 0 then
    orderRefusals.raiseErrors(errors, "doing-checkout", {
      customerId = sent.order.customerId, orders = placed,
    })
  end
  return #placed > 0 and placed or orderHistory.insist(sent)
end

-- Page error-codes: the cart is being processed (800064), or was submitted already (800065).
local submitted = { ["800064"] = true, ["800065"] = true, ["800060"] = true }

-- Submits a cart as it is, so the request has no body.
function carts.checkoutCart(order)
  local sent = orderHistory.expect(order, true)
  local answer = api.send{
    method = "POST", path = "/customers/{id}/carts/{cartId}/checkout",
    parameters = { id = order.customerId, cartId = order.cartId },
    lost = function(_, anew) return orders.readBack(sent, anew) end,
  }
  if answer.placed then return { orders = answer.placed } end
  if answer.status == 200 or answer.status == 201 then
    return { orders = outcome(values.table(answer.body) or {}, sent) }
  end
  if submitted[refusals.read(answer).code] then return { orders = orderHistory.insist(sent) } end
  return orderRefusals.raise(answer, "doing-checkout", { customerId = order.customerId })
end

return carts
