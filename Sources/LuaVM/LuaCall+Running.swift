import CLua
import FlowValue

extension LuaCall {
  /// Puts the function and its arguments on the thread; how many values that is, or `nil` if an
  /// argument is nested too deep.
  func pushStart() -> Int32? {
    unsafe clua_begin(state.vm, pointer, thread.call, seed)
    unsafe function.push(on: pointer)
    guard function.kind == .value else {
      unsafe clua_push_environment(pointer)
      return 3
    }
    guard let count = push(arguments) else { return nil }
    return count + 2
  }

  private func push(_ values: [FlowValue]) -> Int32? {
    let writer = unsafe LuaWriter(thread: pointer, depth: state.depth)
    guard unsafe lua_checkstack(pointer, Int32(clamping: values.count + 4)) != 0 else { return nil }
    for value in values {
      guard writer.push(value) else { return nil }
    }
    return Int32(values.count)
  }

  func run(_ count: Int32) -> LuaStep {
    var count = count
    while true {
      var results: Int32 = 0
      let status = unsafe clua_resume(state.vm, pointer, thread.call, count, &results)
      guard status == LUA_YIELD else { return finish(status, results: results) }
      phase = .waiting
      unsafe state.vm.pointee.raise = false
      switch unsafe state.vm.pointee.request {
      case CLUA_REQUEST_HOST:
        let name = vm.hostNames[Int(unsafe state.vm.pointee.host)]
        do throws(LuaValueProblem) {
          return .host(name: name, arguments: try takeArguments(results))
        } catch {
          count = raise(error.sentence("\(name): argument"))
        }
      case CLUA_REQUEST_VARIABLE: count = answerVariable()
      case CLUA_REQUEST_MODULE: count = answerModule()
      case CLUA_REQUEST_DECODE: count = answerDecode()
      default: count = answerEncode()
      }
    }
  }

  func proceed(with answer: LuaAnswer) -> LuaStep {
    unsafe state.vm.pointee.raise = false
    switch answer {
    case .value(let value): return run(deliver([value]))
    case .values(let values): return run(deliver(values))
    case .raise(let value):
      let count = deliver([value])
      unsafe state.vm.pointee.raise = true
      return run(count)
    case .fail(let value):
      let message = LuaFailure.message(of: value)
      return run(end(with: LuaFailure(kind: .aborted, message: message, value: value)))
    }
  }

  private func deliver(_ values: [FlowValue]) -> Int32 {
    push(values) ?? end(with: .tooDeep("the answer of the host"))
  }

  /// Lets the script go on only to its end.
  private func end(with failure: LuaFailure) -> Int32 {
    verdict = failure
    unsafe state.vm.pointee.tripped = CLUA_LIMIT_ABORTED
    return 0
  }

  private func raise(_ message: String) -> Int32 {
    unsafe LuaWriter(thread: pointer, depth: 0).push(message)
    unsafe state.vm.pointee.raise = true
    return 1
  }

  /// Pops what was yielded; `nil` among the arguments is null, and at their end nothing.
  private func takeArguments(_ count: Int32) throws(LuaValueProblem) -> [FlowValue] {
    let first = unsafe lua_gettop(pointer) - count + 1
    var last = unsafe lua_gettop(pointer)
    defer { unsafe lua_settop(pointer, first - 1) }
    while last >= first, unsafe lua_type(pointer, last) == LUA_TNIL { last -= 1 }
    var values: [FlowValue] = []
    values.reserveCapacity(Int(last - first + 1))
    for index in first..<(last + 1) {
      do throws(LuaValueProblem) {
        values.append(unsafe try LuaReader.read(at: index, of: pointer, state: state))
      } catch {
        throw error.within(" \(index - first + 1) ")
      }
    }
    return values
  }
}

// What the sandbox asks without its host's knowledge.
extension LuaCall {
  private func takeText() -> String {
    defer { unsafe clua_pop(pointer, 1) }
    return unsafe LuaReader.repairedText(at: -1, of: pointer)
  }

  private func answerVariable() -> Int32 {
    let name = takeText()
    guard !absent.contains(name) else { return 0 }
    guard let value = variables?.value(name) else {
      absent.append(name)
      return 0
    }
    return push([value]) ?? end(with: .tooDeep("the variable '\(name)'"))
  }

  private func answerModule() -> Int32 {
    let name = takeText()
    let package = takeText()
    guard let failure = unsafe vm.load(name, of: package, on: pointer) else { return 1 }
    return end(with: failure)
  }

  private func answerDecode() -> Int32 {
    do throws(LuaValueProblem) {
      let text = unsafe try LuaReader.readText(at: -1, of: pointer)
      unsafe clua_pop(pointer, 1)
      do throws(JSONError) {
        let value = try FlowValue(json: text)
        return push([value]) ?? raise("json.decode: the text is nested too deep")
      } catch {
        return raise("json.decode: \(error)")
      }
    } catch {
      return raise(error.sentence("json.decode: the text"))
    }
  }

  private func answerEncode() -> Int32 {
    do throws(LuaValueProblem) {
      let value = unsafe try LuaReader.read(at: -1, of: pointer, state: state)
      unsafe clua_pop(pointer, 1)
      guard !value.hasSecret else { return raise("json.encode: a secret cannot be written") }
      return push([.string(value.json)]) ?? 0
    } catch {
      return raise(error.sentence("json.encode: the value"))
    }
  }
}

extension FlowValue {
  fileprivate var hasSecret: Bool {
    switch self {
    case .secret: true
    case .array(let elements): elements.contains(where: \.hasSecret)
    case .object(let members): members.values.contains(where: \.hasSecret)
    default: false
    }
  }
}
