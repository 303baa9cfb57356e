import FlowValue
import Testing

/// An undertaking whose input comes from somebody who is asked.
struct Interview: Sendable, CustomTestStringConvertible {
  let undertaking: Undertaking
  /// What is typed, in the order of the questions; an empty line leaves a field out.
  let typed: [Typed]
  /// What is answered later, in the order in which the run waits.
  let answers: [(task: String, answer: FlowValue)]

  /// A line at the terminal.
  enum Typed: Sendable, ExpressibleByStringLiteral {
    case line(String)
    /// Yes, in the language of the run.
    case yes

    init(stringLiteral line: String) { self = .line(line) }

    func text(in language: String) -> String {
      switch self {
      case .line(let line): line
      case .yes: language == "fr" ? "o" : "y"
      }
    }
  }

  var testDescription: String { undertaking.testDescription }

  static let all = [attestExisting, order, inviteExisting]

  private static let attestExisting = Interview(
    undertaking: .attestExisting, typed: customerTyped + signatoryTyped,
    answers: [("customer", customer), ("signatory", signatory)])

  private static let order = Interview(
    undertaking: .order,
    typed: customerTyped + [.line(offer), "5", "P1M", "n", "monthly"] + signatoryTyped,
    answers: [
      ("customer", customer),
      (
        "order",
        ["offerId": .string(offer), "quantity": 5, "termDuration": "P1M", "another": false]
      ),
      ("order", ["order": ["billingCycle": "monthly"]]),
      ("signatory", signatory),
    ])

  private static let inviteExisting = Interview(
    undertaking: .inviteExisting,
    typed: ["existing-customer", "graph", "invitations@adatum.example", .line(sender)]
      + customerTyped + [.yes],
    answers: [
      (
        "how",
        [
          "kind": "existing-customer",
          "mail": [
            "by": "graph", "from": "invitations@adatum.example", "name": .string(sender),
          ],
        ]
      ),
      ("which", customer), ("review", ["correct": true]),
    ])

  private static let offer = "CFQ7TTC0LFLZ:0002:CFQ7TTC0K4TS"
  private static let sender = "Adatum, votre partenaire"
  private static let customer: FlowValue = ["customer": ["domain": .string(Undertaking.northwind)]]
  private static let signatory = Undertaking.attestExisting.input.without(["customer"])
  private static let customerTyped: [Typed] = [.line(Undertaking.northwind), "", ""]
  private static let signatoryTyped: [Typed] = [
    "Hugo", "Blanc", "hugo.blanc@northwind.example", "", "", .yes,
  ]
}
