-- The customers a new sandbox starts with, one for each interesting state, and a name that belongs
-- to somebody else's tenant: contoso.onmicrosoft.com.
--
-- How a tester meets what else can happen: doubtful addresses in simulator/addresses.lua, names
-- that are lost and e-mails that are refused in simulator/customers.lua, what becomes of orders in
-- simulator/offers.lua, sign-ins that have to be repeated in simulator/users.lua, lost answers in
-- simulator/faults.lua.
local accountReviews = require("simulator.accountReviews")
local agreements = require("simulator.agreements")
local customers = require("simulator.customers")
local orders = require("simulator.orders")

local function customer(id, prefix, name, contact)
  customers.keep(id, prefix .. ".onmicrosoft.com", {
    email = contact.email, culture = "fr-FR", language = "fr", companyName = name,
    defaultAddress = {
      firstName = contact.firstName, lastName = contact.lastName, country = "FR", city = "Lyon",
      state = "", addressLine1 = "1 rue de la République", postalCode = "69002",
    },
  })
end

local paul = { firstName = "Paul", lastName = "Roux", email = "paul.roux@fabrikam.example" }
local anne = { firstName = "Anne", lastName = "Leroy", email = "anne.leroy@tailspin.example" }
local hugo = { firstName = "Hugo", lastName = "Blanc", email = "hugo.blanc@northwind.example" }
local nora = { firstName = "Nora", lastName = "Petit", email = "nora.petit@woodgrove.example" }
local yann = { firstName = "Yann", lastName = "Le Goff", email = "yann.legoff@fourthcoffee.example" }
local lise = { firstName = "Lise", lastName = "Morel", email = "lise.morel@litware.example" }

return function()
  local attested = "671e1249-f8f9-5c2b-a142-af548d4451c0"
  customer(attested, "fabrikam-paris", "Fabrikam Paris", paul)
  agreements.seed(attested, paul, "2025-10-13")

  local direct = "2a3a6822-290b-5aeb-ba33-1ba2ac3acfff"
  customer(direct, "tailspin-lyon", "Tailspin Lyon", anne)
  state.put("direct/" .. direct, { isSigned = true })

  customer("7cceafca-224d-5a55-8c61-a8122ccd7a31", "northwind-nantes", "Northwind Nantes", hugo)

  state.put("domain/contoso.onmicrosoft.com", { customerId = null })

  -- From before 1 April 2023: had to be renewed.
  local old = "c9611e1d-3f4f-520c-baec-c887ac048a8c"
  customer(old, "litware-lille", "Litware Lille", lise)
  agreements.seed(old, lise, "2023-03-02")

  local reviewed = "275ef93f-5bd2-5eb7-9bb2-f690f9da1ea6"
  customer(reviewed, "woodgrove-annecy", "Woodgrove Annecy", nora)
  accountReviews.keep(reviewed, "UnderReview")

  -- Never accepted, and may be unable to accept directly.
  local bought = "d593301c-c7d7-51a1-a2e3-a53f35b943ec"
  customer(bought, "fourthcoffee-brest", "Fourth Coffee Brest", yann)
  orders.seed(bought, "2024-05-21T08:12:00.0000000Z")
end
