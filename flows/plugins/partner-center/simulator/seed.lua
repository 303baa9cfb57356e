-- The customers a new sandbox starts with, one for each interesting state, and a name that belongs
-- to somebody else's tenant: contoso.onmicrosoft.com.
--
--   fabrikam-paris       attested
--   tailspin-lyon        accepted directly
--   northwind-nantes     never accepted
--   litware-lille        attested before 1 April 2023, which had to be renewed
--   trey-rennes          the same, and accepted directly since
--   wingtip-nostatus     attested; the direct status cannot be read
--   coho-norecords       accepted directly; the attestations cannot be read
--   adventure-nostatus   not attested; the direct status cannot be read
--   proseware-norecords  not accepted directly; the attestations cannot be read
--   woodgrove-annecy     never accepted; Microsoft reviews the account
--   fourthcoffee-brest   never accepted, and may be unable to accept directly: it bought already
--   fabrikam-paris-est, fabrikam-paris-nord   names that only begin like another's
--   alpine-annecy, alpine-chamonix            two customers of one name: Alpine Ski House
--   335f268e-9696-5615-a480-cda7987b501f      a tenant without a reseller relationship (20002)
--
-- How a tester meets what else can happen: doubtful addresses in simulator/addresses.lua, names
-- that are lost and e-mails that are refused in simulator/customers.lua, readings that fail in
-- simulator/agreements.lua, what becomes of orders in simulator/offers.lua, sign-ins that have to
-- be repeated in simulator/users.lua, lost answers in simulator/faults.lua.
local accountReviews = require("simulator.accountReviews")
local agreements = require("simulator.agreements")
local customers = require("simulator.customers")
local orders = require("simulator.orders")

local function person(firstName, lastName, domain)
  local email = lastName:lower():gsub("%W", "") .. "@" .. domain .. ".example"
  return { firstName = firstName, lastName = lastName, email = email }
end

local function customer(id, prefix, name, contact)
  customers.keep(id, prefix .. ".onmicrosoft.com", {
    email = contact.email, culture = "fr-FR", language = "fr", companyName = name,
    defaultAddress = {
      firstName = contact.firstName, lastName = contact.lastName, country = "FR", city = "Lyon",
      state = "", addressLine1 = "1 rue de la République", postalCode = "69002",
    },
  })
end

local function attested(id, prefix, name, contact, day)
  customer(id, prefix, name, contact)
  agreements.seed(id, contact, day)
end

local function acceptedDirectly(id, prefix, name, contact)
  customer(id, prefix, name, contact)
  agreements.acceptDirectly(id)
end

local function seedVerdicts()
  attested("671e1249-f8f9-5c2b-a142-af548d4451c0", "fabrikam-paris", "Fabrikam Paris",
    person("Paul", "Roux", "fabrikam"), "2025-10-13")
  acceptedDirectly("2a3a6822-290b-5aeb-ba33-1ba2ac3acfff", "tailspin-lyon", "Tailspin Lyon",
    person("Anne", "Leroy", "tailspin"))
  customer("7cceafca-224d-5a55-8c61-a8122ccd7a31", "northwind-nantes", "Northwind Nantes",
    person("Hugo", "Blanc", "northwind"))
  attested("c9611e1d-3f4f-520c-baec-c887ac048a8c", "litware-lille", "Litware Lille",
    person("Lise", "Morel", "litware"), "2023-03-02")
  local trey = "8d254e8e-e656-5547-892f-cdc8b157835a"
  attested(trey, "trey-rennes", "Trey Research", person("Luc", "Garnier", "trey"), "2022-06-15")
  agreements.acceptDirectly(trey)
end

local function seedUnreadable()
  attested("04910b09-0859-5df8-aae7-f1e8c5c5a80a", "wingtip-nostatus", "Wingtip Toys",
    person("Eva", "Simon", "wingtip"), "2025-09-01")
  acceptedDirectly("64ca28cb-3ef7-5dd1-a8bb-15528fcb7927", "coho-norecords", "Coho Winery",
    person("Yves", "Colin", "coho"))
  customer("33f24dd7-a9de-584d-8e47-1b601ea48fee", "adventure-nostatus", "Adventure Works",
    person("Zoé", "Marchand", "adventure"))
  customer("09d40b74-d6c2-5304-8865-059bd69fc565", "proseware-norecords", "Proseware",
    person("Rémi", "Faure", "proseware"))
end

local function seedPurchases()
  local reviewed = "275ef93f-5bd2-5eb7-9bb2-f690f9da1ea6"
  customer(reviewed, "woodgrove-annecy", "Woodgrove Annecy", person("Nora", "Petit", "woodgrove"))
  accountReviews.keep(reviewed, "UnderReview")
  local bought = "d593301c-c7d7-51a1-a2e3-a53f35b943ec"
  customer(bought, "fourthcoffee-brest", "Fourth Coffee Brest",
    person("Yann", "Kervella", "fourthcoffee"))
  orders.seed(bought, "2024-05-21T08:12:00.0000000Z")
end

local function seedNames()
  customer("119d8937-cc98-564f-86aa-d384aaee743b", "fabrikam-paris-est", "Fabrikam Paris Est",
    person("Inès", "Robin", "fabrikam"))
  customer("477cef62-e198-527a-a0b8-8ee84d9282ee", "fabrikam-paris-nord", "Fabrikam Paris Nord",
    person("Omar", "Gauthier", "fabrikam"))
  customer("8d9300e1-a497-5eac-a575-80d963a9edb8", "alpine-annecy", "Alpine Ski House",
    person("Léa", "Perrin", "alpine"))
  customer("0984ef4f-7395-51d7-80a5-807670542517", "alpine-chamonix", "Alpine Ski House",
    person("Théo", "Masson", "alpine"))
  customers.keepStranger("335f268e-9696-5615-a480-cda7987b501f")
  state.put("domain/contoso.onmicrosoft.com", { customerId = null })
end

return function()
  seedVerdicts()
  seedUnreadable()
  seedPurchases()
  seedNames()
end
