import FlowValue
import Foundation
import Testing

/// Runs that go on without whoever started them, and what stops and moves them.
@Suite(.timeLimit(.minutes(15))) struct `Workers` {
  @Test func `a detached run is started, not driven, until a worker comes`() async throws {
    let desk = try Desk()
    try desk.flow("set", "- one: { set: { n: 1 } }")
    let started = try await desk.flowctl.run("run", "set", "--detach")
    #expect(started.status == 0)
    let id = started.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await desk.show(id)["status"] == "pending")
    let pass = try await desk.flowctl.run("worker", "--once")
    #expect(pass.status == 0)
    #expect(pass.output.contains("\(id)  completed"))
    #expect(try await desk.show(id)["output"] == ["n": 1])
    let idle = try await desk.flowctl.run("worker", "--once")
    #expect(idle.status == 0)
    #expect(idle.output.isEmpty)
  }

  @Test func `a detached run prints the object of run`() async throws {
    let desk = try Desk()
    let started = try await desk.flowctl.run(
      "run", "order", "--detach", "--id", "o", "--output", "json")
    let report = try FlowValue(json: started.output)
    #expect(report["id"] == "o")
    #expect(report["status"] == "pending")
    let refused = try await desk.flowctl.run("run", "order", "--detach", "--answer", "order=1")
    #expect(refused.status == 2)
  }

  @Test func `a worker that is killed loses no timer`() async throws {
    let desk = try Desk()
    try desk.flow("pause", "- pause: { wait: { milliseconds: 1500 } }\n- done: { set: { n: 1 } }")
    let ids = ["a", "b", "c"]
    for id in ids {
      #expect(try await desk.flowctl.run("run", "pause", "--id", id, "--detach").status == 0)
    }
    let worker = try desk.flowctl.start(["worker", "--output", "jsonl"], isHeard: true)
    _ = try await worker.output(containing: #""waiting""#)
    worker.kill()
    _ = try await worker.finish()
    var waiting: FlowValue
    repeat {
      #expect(try await desk.flowctl.run("worker", "--once").status == 0)
      let runs = try await desk.flowctl.run("runs", "--waiting", "--output", "json")
      waiting = try FlowValue(json: runs.output)
    } while waiting != []
    for id in ids {
      let run = try await desk.show(id)
      #expect(run["status"] == "completed")
      let timers = run["journal"]?.array?.filter { $0["key"]?.string?.contains("pause") == true }
      #expect(timers?.map { $0["kind"] } == ["asked", "answered"])
    }
  }

  @Test func `a worker drives an answer on, and Ctrl-C ends it`() async throws {
    let desk = try Desk()
    let worker = try desk.flowctl.start(["worker"], isHeard: true)
    #expect(
      try await desk.flowctl.run("run", "order", "--id", "o", "--detach").status == 0)
    _ = try await worker.output(containing: "o  waiting")
    let answered = try await desk.flowctl.run("answer", "o", "--input", Desk.answer.json)
    #expect(answered.status == 0)
    worker.interrupt()
    let result = try await worker.finish()
    #expect(result.status == 130)
    #expect(result.error.contains("interrupted"))
    #expect(try await desk.show("o")["status"] == "completed")
  }

  @Test func `a suspended run rests, keeps an answer, and goes on when it is resumed`() async throws
  {
    let desk = try Desk()
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let suspended = try await desk.flowctl.run("suspend", "o")
    #expect(suspended.status == 0)
    #expect(suspended.output.contains("suspended; go on with: "))
    let answered = try await desk.flowctl.run("answer", "o", "--input", Desk.answer.json)
    #expect(answered.status == 3)
    #expect(try await desk.flowctl.run("worker", "--once").output.isEmpty)
    #expect(try await desk.show("o")["status"] == "suspended")
    #expect(try await desk.flowctl.run("resume", "o").status == 0)
    #expect(try await desk.answers(of: "o").count == 1)
    #expect(try await desk.flowctl.run("suspend", "o").status == 2)
  }

  @Test func `a faulted run is retried from what it faulted on`() async throws {
    let desk = try Desk()
    try desk.flow("stamp", "- before: { set: { n: 1 } }\n- stamp: { call: desk.stamp }")
    #expect(try await desk.flowctl.run("run", "stamp", "--id", "s").status == 1)
    let retried = try await desk.flowctl.run("retry", "s", "--output", "json")
    #expect(retried.status == 0)
    #expect(try FlowValue(json: retried.output)["output"] == ["stamped": true])
    let again = try await desk.flowctl.run("retry", "s")
    #expect(again.status == 2)
    #expect(again.error.contains("only a faulted run can be retried"))
  }

  @Test func `ids come from standard input, and one that is wrong does not keep the others`()
    async throws
  {
    let desk = try Desk()
    for id in ["a", "b", "c"] {
      #expect(try await desk.flowctl.run("run", "order", "--id", id).status == 3)
    }
    let shown = try await desk.flowctl.run("show", "-", "--output", "jsonl", input: "a\nb\n")
    let runs = try shown.output.split(separator: "\n").map { try FlowValue(json: String($0)) }
    #expect(runs.map { $0["id"] } == ["a", "b"])
    #expect(try await desk.flowctl.run("suspend", "-", input: "a b").status == 0)
    let resumed = try await desk.flowctl.run(
      "resume", "-", "--answer", "order=" + Desk.answer.json, input: "a\nnone\nb\n")
    #expect(resumed.status == 2)
    #expect(resumed.error.contains("There is no run none"))
    #expect(try await desk.show("b")["status"] == "completed")
    #expect(try await desk.flowctl.run("cancel", "-", input: "c").status == 0)
    #expect(try await desk.show("c")["status"] == "cancelled")
    #expect(try await desk.flowctl.run("retry", "-", input: " \n").status == 2)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell's completions name the commands`(shell: String) async throws {
    let script = try await Flowctl().run("--generate-completion-script", shell)
    #expect(script.status == 0)
    for command in ["answer", "worker", "suspend", "retry"] {
      #expect(script.output.contains(command))
    }
  }
}
