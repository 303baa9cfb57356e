package import FlowValue

/// The globals of an expression.
///
/// They come before the library's. A name is asked for when it is first read, once for a call.
package struct LuaVariables {
  /// The value of a name; `nil` where there is none.
  package var value: (String) -> FlowValue?

  package init(value: @escaping (String) -> FlowValue?) {
    self.value = value
  }
}
