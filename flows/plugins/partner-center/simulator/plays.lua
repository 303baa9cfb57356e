-- What people outside of this process do, as commands: `flowctl sandbox accept CUSTOMER` and so on.
-- Each returns what became of it, in words. A customer is named by its id or its domain.
local accountReviews = require("simulator.accountReviews")
local agreements = require("simulator.agreements")
local customers = require("simulator.customers")
local faults = require("simulator.faults")
local ids = require("simulator.ids")
local orders = require("simulator.orders")
local purchases = require("simulator.purchases")
local values = require("values")

local plays = {}

-- Nothing has happened then, and the reason is shown.
local function refuse(why) error{ message = why } end

local function known(name)
  local domain = values.table(state.get("domain/" .. name:lower()))
  local customer = customers.known(domain and values.text(domain.customerId) or name:lower())
  if not customer then refuse("The sandbox has no customer with the id or domain " .. name) end
  return customer, customer.companyProfile.companyName
end

-- Page confirm-customer-agreement ("Troubleshoot"): who has bought through a partner may be unable
-- to accept directly. Here, such a customer always is.
function plays.accept(arguments)
  local customer, name = known(arguments.customer)
  if orders.exist(customer.id) and not purchases.isAccepted(customer.id) then
    refuse(name .. " has bought before and cannot accept directly. It reads: Contact your partner "
      .. "to confirm your acceptance of the Microsoft Customer Agreement.")
  end
  agreements.acceptDirectly(customer.id)
  purchases.noteAcceptance(customer.id)
  return name .. " has accepted the Microsoft Customer Agreement in the admin center."
end

-- Somebody else of the partner attests in the portal, for the primary contact; without a date, for
-- today.
function plays.attest(arguments)
  local customer, name = known(arguments.customer)
  local day = values.text(arguments.date) or flow.now():sub(1, 10)
  if not flow.date.is_day(day) or day > flow.now():sub(1, 10) then
    refuse(day .. " is no day up to today, such as 2026-11-20.")
  end
  local billing = customer.billingProfile
  agreements.seed(customer.id, {
    firstName = billing.firstName, lastName = billing.lastName, email = billing.email,
  }, day)
  purchases.noteAcceptance(customer.id)
  return "It is attested that " .. name .. " accepted the agreement on " .. day .. "."
end

function plays.buy(arguments)
  local customer, name = known(arguments.customer)
  local order = orders.seed(customer.id)
  return name .. " has bought something: order " .. order.id .. "."
end

-- `none`: Microsoft keeps no record of the account any more.
function plays.review(arguments)
  local customer, name = known(arguments.customer)
  local status = arguments.status
  if status == "none" then
    accountReviews.keep(customer.id, nil)
    return "There is no review of " .. name .. " any more."
  end
  if not accountReviews.isStatus(status) then
    refuse(status .. " is none of Allowed, UnderReview, NotAllowed, Unknown, Not Ready, none.")
  end
  accountReviews.keep(customer.id, status)
  return "The account of " .. name .. " is now " .. status .. "."
end

local function billing(name, prefix)
  local mail = "direction@" .. prefix .. ".example"
  return {
    email = mail, culture = "fr-FR", language = "fr", companyName = name,
    defaultAddress = {
      firstName = "Alix", lastName = "Martin", country = "FR", city = "Lyon", state = "",
      addressLine1 = "1 rue de la République", postalCode = "69002",
    },
  }
end

-- Somebody follows the link of the reseller relationship, which accepts the agreement too (page
-- confirm-customer-agreement).
function plays.extend(arguments)
  local name = arguments.name
  local prefix = name:lower():gsub("[^%w]+", "-"):gsub("^%-", ""):sub(1, 27):gsub("%-$", "")
  local domain = prefix .. ".onmicrosoft.com"
  if prefix == "" or values.table(state.get("domain/" .. domain)) then
    refuse(name .. " makes no new domain name: " .. domain .. ".")
  end
  local customer = customers.keep(ids.of("customer " .. domain), domain, billing(name, prefix))
  agreements.acceptDirectly(customer.id)
  return name .. " (" .. domain .. ") has accepted the reseller relationship and the agreement."
end

function plays.fault(arguments)
  local times = math.tointeger(tonumber(arguments.times or 1))
  local fault = faults.add(arguments.method, arguments.path, arguments.kind, times)
  if not fault then
    refuse("A fault is METHOD PATH KIND [TIMES], KIND one of " .. faults.kinds() .. ".")
  end
  return string.format("The next %s of %s %s: %s.",
    times == 1 and "request" or times .. " requests", fault.method, fault.path, arguments.kind)
end

return plays
