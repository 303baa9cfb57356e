-- The carts of the sandbox. Pages: create-a-cart, checkout-a-cart, cart-resources, error-codes.
local answers = require("simulator.answers")
local customers = require("simulator.customers")
local ids = require("simulator.ids")
local offers = require("simulator.offers")
local orderRequests = require("simulator.orderRequests")
local orders = require("simulator.orders")
local purchases = require("simulator.purchases")
local times = require("simulator.times")
local values = require("values")

local carts = {}

local function key(customerId, cartId) return "cart/" .. customerId .. "/" .. cartId end

-- Page cart-resources: a line that cannot be bought stands in the cart with its error.
local function lineError(line)
  if offers.isUnknown(line.catalogItemId) then
    return { errorCode = 10001, errorDescription = "Catalog item ID isn't valid" }
  end
  return offers.lacksTerms(line) and {
    errorCode = 10012, errorDescription = "The product requires attestation acceptance",
  } or nil
end

local function lineItem(line)
  return {
    id = line.id, catalogItemId = line.catalogItemId, quantity = line.quantity,
    billingCycle = values.text(line.billingCycle), termDuration = values.text(line.termDuration),
    friendlyName = values.text(line.friendlyName), currencyCode = "EUR", error = lineError(line),
  }
end

-- Lines that are ordered together. How Partner Center groups them is not documented.
local function group(item)
  local apart = offers.any({ item }, "APART") and " " .. item.id or ""
  return (item.billingCycle or "") .. " " .. (item.termDuration or "") .. apart
end

local function grouped(lines)
  local items, numbers, count = array{}, {}, 0
  for position, line in ipairs(lines) do
    local item = lineItem(line)
    local name = group(item)
    if not numbers[name] then
      numbers[name], count = tostring(count), count + 1
    end
    if not item.error then item.orderGroup = numbers[name] end
    items[position] = item
  end
  return items
end

function carts.create(request, caller, customerId)
  if not customers.known(customerId) then return customers.unknown() end
  local asked = orderRequests.order(request.body)
  local refusal = orderRequests.checkCart(asked)
  if refusal then return refusal end
  local count, now = #state.list(key(customerId, "")), flow.now()
  local id = ids.of("cart " .. customerId .. " " .. count)
  local cart = {
    id = id, creationTimestamp = now, lastModifiedTimestamp = now,
    expirationTimestamp = times.after("P7D"), lastModifiedUser = caller.user and caller.user.oid,
    status = "Active", lineItems = grouped(asked.lineItems),
    links = {
      self = {
        uri = "/customers/" .. customerId .. "/carts/" .. id, method = "GET", headers = array{},
      },
    },
    attributes = { objectType = "Cart" },
  }
  state.put(key(customerId, id), cart)
  return answers.json(201, cart)
end

local function result(placed, errors)
  return answers.marked(201, {
    orders = placed, orderErrors = errors, attributes = { objectType = "CartCheckoutResult" },
  })
end

-- The lines of the cart by group, in the order of their first lines, as orders.
local function requestedOrders(cart)
  local asked, byGroup = {}, {}
  for _, item in ipairs(cart.lineItems) do
    local order = byGroup[item.orderGroup]
    if not order then
      order = { billingCycle = item.billingCycle, lineItems = {}, group = item.orderGroup }
      byGroup[item.orderGroup] = order
      asked[#asked + 1] = order
    end
    order.lineItems[#order.lineItems + 1] = {
      offerId = item.catalogItemId, quantity = item.quantity, termDuration = item.termDuration,
      friendlyName = item.friendlyName,
    }
  end
  return asked
end

local function agreementErrors(cart)
  local errors = array{}
  for _, order in ipairs(requestedOrders(cart)) do
    errors[#errors + 1] = {
      orderGroupId = order.group, code = purchases.agreementMissing,
      description = purchases.agreementText,
    }
  end
  return errors
end

-- Not documented for certain: that 13605 comes as a refusal of the whole, or for each group within
-- a 201.
local function agreementRefusal(cart)
  if offers.any(cart.lineItems, "WHOLE") or offers.any(cart.lineItems, "CODED") then
    return purchases.agreementRefusal(cart.lineItems)
  end
  return result(array{}, agreementErrors(cart))
end

local function hasErrors(cart)
  for _, item in ipairs(cart.lineItems) do
    if item.error then return true end
  end
  return false
end

-- Page error-codes, 800008, 800064, 800065 and 800009. A cart lives seven days.
local function checkState(cart)
  if not cart or times.passed(cart.expirationTimestamp) then
    return answers.refusal(404, 800008, "Cart not found")
  end
  if cart.doneAt and not times.passed(cart.doneAt) then
    return answers.refusal(409, 800064, "The cart is being processed.")
  end
  if cart.status == "Ordered" then
    return answers.refusal(400, 800065, "The cart has already been submitted.")
  end
  return hasErrors(cart) and answers.refusal(400, 800009, "Cart items are in error.") or nil
end

local function submit(customerId, cart, requestId)
  local placed = array{}
  for number, asked in ipairs(requestedOrders(cart)) do
    placed[number] = orders.place(customerId, asked, requestId)
  end
  local slow = offers.any(cart.lineItems, "SLOW")
  cart.status, cart.doneAt = "Ordered", slow and times.after("PT1M") or nil
  state.put(key(customerId, cart.id), cart)
  if slow then return answers.empty(504) end
  return result(placed)
end

function carts.checkout(request, _, customerId, cartId)
  if not customers.known(customerId) then return customers.unknown() end
  -- Page checkout-a-cart: there is no body.
  if request.text ~= "" then return answers.refusal(400, 800002, "Invalid input: body") end
  local cart = values.table(state.get(key(customerId, cartId)))
  local refusal = checkState(cart) or purchases.accountRefusal(customerId)
  if refusal then return refusal end
  if purchases.lacksAgreement(customerId, cart.lineItems) then return agreementRefusal(cart) end
  return submit(customerId, cart, request.headers["ms-requestid"])
end

return carts
