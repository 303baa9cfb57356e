import FlowEngine
import FlowValue
import Foundation
import Testing

/// What `flowctl run --record` makes of people, companies and secrets.
@Suite(.timeLimit(.minutes(10))) struct `People in recorded runs` {
  private typealias Desk = RecordedDesk

  @Test func `are hidden where only a function's schema marks them`() async throws {
    let desk = try Desk(
      asks: "{ name: { type: string, x-personal: name } }",
      answers: #"{ greeting = "Dear " .. asked.name }"#)
    let (result, fixture) = try await desk.record(#"{"name": "Zacharie Quennehen"}"#)
    expectPass(result)
    expect(fixture, hides: ["Zacharie", "Quennehen"])
  }

  @Test func `are hidden in what a function makes of other words`() async throws {
    let desk = try Desk(
      asks: "{ name: { type: string, x-personal: name } }",
      sends: #"{ name = given.who.last .. ", " .. given.who.first }"#,
      answers: #"{ greeting = "Dear " .. asked.name }"#)
    try desk.flowctl.write(
      "flows/tell/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: tell, version: 1.0.0 }
      evaluate: { language: lua }
      do:
        - ask:
            call: desk.ask
            with:
              who: "${ input }"
              name: "${ input.first .. ' ' .. input.last }"
      """)
    let (result, fixture) = try await desk.record(
      #"{"first": "Zacharie", "last": "Quennehen"}"#)
    expectPass(result)
    expect(fixture, hides: ["Zacharie", "Quennehen"])
  }

  @Test func `leave no beginnings of their ids`() async throws {
    let desk = try Desk(
      answers: """
        {
          orderId = asked.customer:sub(1, 8) .. "0001", plain = asked.customer:gsub("-", ""),
        }
        """)
    let (result, fixture) = try await desk.record(
      #"{"customer": "7cceafca-01d6-4b7e-9c55-0a1b2c3d4e5f"}"#)
    expectPass(result)
    expect(fixture, hides: ["7cceafca", "01d64b7e"])
    #expect(fixture.contains("0001"))
  }

  @Test func `are hidden in URLs, forms, pages and mails`() async throws {
    let desk = try Desk(
      input: "{ company: { type: string, x-personal: company } }",
      sends: #"{ raw = flow.base64("To: sales\r\n\r\nDear " .. given.company .. ",\r\n") }"#,
      answers: """
        {
          link = "https://desk.example/?q=R%C3%A9al%20Verneuil%20%26%20Fils",
          form = "q=R%C3%A9al+Verneuil+%26+Fils&page=1",
          page = "<b>R\u{e9}al Verneuil &amp; Fils</b>", mail = asked.raw,
        }
        """)
    let (result, fixture) = try await desk.record(#"{"company": "Réal Verneuil & Fils"}"#)
    expectPass(result)
    expect(fixture, hides: ["Verneuil", "Fils", "al%20", "al+"])
    let mails = fixture.matches(of: /[A-Za-z0-9+\/]{40,}={0,2}/).map { String($0.0) }
    #expect(mails.count >= 2)
    for mail in mails {
      let text = Data(base64Encoded: mail).map { String(decoding: $0, as: UTF8.self) }
      #expect(text?.hasPrefix("To: sales\r\n\r\nDear ") == true)
      #expect(text?.contains("Verneuil") == false)
    }
  }

  @Test func `leave no domain of theirs, nor what stands for an address`() async throws {
    let desk = try Desk(
      input: """
        { mail: { type: string, x-personal: email }, other: { type: string, x-personal: email },
          line: { type: string, x-personal: address } }
        """,
      answers: """
        {
          host = "server7.realcorp.example", website = "https://realcorp.example/about",
          mailDomain = asked.mail:match("@(.*)"), domain = "m1.onmicrosoft.com",
          url = "https://m1.onmicrosoft.com/x", line = asked.line,
        }
        """)
    let (result, fixture) = try await desk.record(
      #"{"mail": "zoe@server7.realcorp.example", "other": "zoe at Quennehen", "line": "12b"}"#)
    expectPass(result)
    expect(fixture, hides: ["realcorp", "server7", "zoe", "Quennehen", "m1.", "12b"])
    #expect(fixture.contains(".onmicrosoft.com"))
  }

  @Test func `keep what their company is in law, and not its short name`() async throws {
    let desk = try Desk(
      input: "{ one: { type: string, x-personal: company }, two: { x-personal: company } }",
      answers: #"{ note = "BQX and " .. asked.two }"#)
    let (result, fixture) = try await desk.record(
      #"{"one": "BQX Verneuil GmbH", "two": "Quennehen SAS"}"#)
    expectPass(result)
    expect(fixture, hides: ["BQX", "Verneuil", "Quennehen"])
    #expect(fixture.contains(" GmbH") && fixture.contains(" SAS"))
  }

  @Test(arguments: [
    ("accepted", "status"), ("Status", "Accepted"), ("Request", "POST"), ("lastName", "city"),
  ])
  func `are called like words of the flow, which stay`(name: String, city: String) async throws {
    let desk = try Desk(
      input: """
        { lastName: { type: string, x-personal: name }, city: { x-personal: address },
          accepted: { type: boolean } }
        """,
      does: """
          - done:
              set:
                status: accepted
                note: "${ 'status accepted for ' .. input.name }"
                city: "${ input.city }"
        """,
      answers: #"{ name = asked.lastName, city = asked.city, status = "accepted" }"#)
    let (result, fixture) = try await desk.record(
      #"{"lastName": "\#(name)", "city": "\#(city)", "accepted": true}"#)
    expectPass(result)
    let value = try FlowEngine.readDocument(fixture, file: "told.yaml")
    #expect(value["input"]?["accepted"] == true)
    let replaced = value["input"]?["lastName"]?.string
    #expect(replaced != nil && replaced != name)
    #expect(value["input"]?["city"]?.string.map { $0 != city } == true)
    #expect(value["expect"]?["output"]?["status"] == "accepted")
    #expect(result.error.contains("/input/lastName"))
  }

  @Test func `have their secrets hidden, and whoever records is told where`() async throws {
    let desk = try Desk(
      answers: """
        {
          adminPassword = "Sx9!kPq27", apiKey = "k-4711-ABCDEF", Authorization = "Zq7Zq7Zq7",
          nextPageToken = "page-2", url = "https://desk.example/?sig=Ab12Cd34Ef&x=1",
          again = "with Sx9!kPq27 in it",
        }
        """)
    let (result, fixture) = try await desk.record(#"{}"#)
    expectPass(result)
    expect(fixture, hides: ["Sx9!kPq27", "4711-ABCDEF", "Zq7Zq7Zq7", "Ab12Cd34Ef"])
    let body = try FlowEngine.readDocument(fixture, file: "told.yaml")["http"]?.array?.first?[
      "response"]?["body"]
    let password = try #require(body?["adminPassword"]?.string)
    #expect(password.wholeMatch(of: /[A-Z][a-z]\d![a-z][A-Z][a-z]\d\d/) != nil, "\(password)")
    #expect(body?["again"]?.string == "with \(password) in it")
    #expect(body?["nextPageToken"] == "page-2")
    #expect(result.error.contains("/http/0/response/body/adminPassword"))
    #expect(!result.error.contains("Sx9!"))
  }

  @Test func `are hidden in numbers and names of members, and codes and dates stay`() async throws {
    let desk = try Desk(
      input: "{ person: { type: object, x-personal: name } }",
      answers: """
        { byMail = { ["zoe@quennehen.example"] = true }, postalCode = asked.postalCode }
        """)
    let (result, fixture) = try await desk.record(
      """
      {
        "person": {"label": "Quennehen", "country": "FR", "since": "2025-10-13"},
        "postalCode": 69002
      }
      """)
    expectPass(result)
    expect(fixture, hides: ["Quennehen", "quennehen", "zoe", "69002"])
    #expect(fixture.contains("country: FR") && fixture.contains("2025-10-13"))
  }

  @Test func `that stay are named by their fields`() async throws {
    let desk = try Desk(
      input: "{ name: { type: string, x-personal: name } }",
      answers: #"{ deep = { { note = "zACHARIE qUENNEHEN" } } }"#)
    let (result, fixture) = try await desk.record(#"{"name": "Zacharie Quennehen"}"#)
    #expect(result.status == 2)
    #expect(result.error.contains("/http/0/response/body/deep/0/note"), "\(result.error)")
    #expect(!result.error.lowercased().contains("quennehen"))
    #expect(fixture.isEmpty)
  }

  private func expectPass(_ result: Flowctl.Result) {
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("it passes"), "\(result.error)")
  }

  private func expect(_ text: String, hides originals: [String]) {
    #expect(!text.isEmpty)
    for original in originals {
      #expect(!text.contains(original), "\(original) in \(text)")
    }
  }
}
