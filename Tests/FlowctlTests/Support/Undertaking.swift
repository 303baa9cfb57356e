import FlowEngine
import FlowValue
import Testing

/// A flow with a complete input, which writes something.
struct Undertaking: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let flow: String
  let input: FlowValue
  /// What it writes, in this order.
  let writes: [Write]
  /// What the sandbox holds more when it is done.
  let made: Tally
  /// What somebody does in the sandbox once the mail has gone.
  var onceMailed: [String]?

  static let attestNew = Undertaking(
    testDescription: "attest-new", flow: "attest-new", input: SandboxWorld.example,
    writes: [.customer, .attestation], made: Tally(customers: 1, attestations: 1))

  static let attestExisting = Undertaking(
    testDescription: "attest-existing", flow: "attest-existing", input: attestation,
    writes: [.attestation], made: Tally(attestations: 1))

  static let order = Undertaking(
    testDescription: "confirm-order", flow: "confirm-order", input: exampleOrder,
    writes: [.attestation, .order], made: Tally(attestations: 1, orders: 1))

  static let cart = Undertaking(
    testDescription: "confirm-order by a cart", flow: "confirm-order",
    input: exampleOrder.replacing(["order", "by"], with: "cart"),
    writes: [.attestation, .cart, .checkout],
    made: Tally(attestations: 1, orders: 1, checkouts: 1))

  static let inviteNew = Undertaking(
    testDescription: "invite-direct for a new customer", flow: "invite-direct",
    input: mailed("new-customer"), writes: [.customer, .mail],
    made: Tally(customers: 1, mails: 1), onceMailed: ["accept", "contoso-lyon.onmicrosoft.com"])

  static let inviteExisting = Undertaking(
    testDescription: "invite-direct for an existing customer", flow: "invite-direct",
    input: mailed("existing-customer"), writes: [.mail], made: Tally(mails: 1),
    onceMailed: ["accept", northwind])

  /// The customer is the company's own doing, by the link in the mail.
  static let inviteCompany = Undertaking(
    testDescription: "invite-direct for a reseller relationship", flow: "invite-direct",
    input: mailed("reseller-relationship"), writes: [.mail], made: Tally(customers: 1, mails: 1),
    onceMailed: ["extend", "Bellows College"])

  static let northwind = "northwind-nantes.onmicrosoft.com"

  private static let attestation: FlowValue = [
    "customer": ["domain": .string(northwind)],
    "signatory": [
      "firstName": "Hugo", "lastName": "Blanc", "email": "hugo.blanc@northwind.example",
    ],
    "accepted": true,
  ]

  private static let exampleOrder = SandboxWorld.shipped("confirm-order/example.json")

  private static func mailed(_ kind: String) -> FlowValue {
    SandboxWorld.shipped("invite-direct/examples/\(kind).json")
      .replacing(["mail", "by"], with: "graph")
  }
}

/// A request that changes something, and how it is read back.
struct Write: Sendable, Equatable, CustomTestStringConvertible {
  /// As a fault of the sandbox names it: `*` is any one part.
  let path: String
  /// What is read after its answer was lost; `nil` where it is simply repeated.
  let readBack: String?

  var testDescription: String { "POST \(path)" }

  static let customer = Write(path: "/v1/customers", readBack: "/v1/customers")
  static let attestation = Write(
    path: "/v1/customers/*/agreements", readBack: "/v1/customers/*/agreements")
  static let order = Write(path: "/v1/customers/*/orders", readBack: "/v1/customers/*/orders")
  static let cart = Write(path: "/v1/customers/*/carts", readBack: nil)
  static let checkout = Write(
    path: "/v1/customers/*/carts/*/checkout", readBack: "/v1/customers/*/orders")
  static let mail = Write(path: "/v1.0/users/*/sendMail", readBack: "/v1.0/users/*/messages")

  /// Whether a request is this one.
  func isDone(by request: HTTPRequest) -> Bool {
    let wanted = path.split(separator: "/"), parts = request.path.split(separator: "/")
    return request.method == "POST" && wanted.count == parts.count
      && zip(wanted, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
