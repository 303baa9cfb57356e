/// A place in a fixture.
struct Place {
  /// The JSON pointer of it in the run, which may name somebody.
  let pointer: String
  /// The JSON pointer as the fixture has it.
  let shown: String
  /// The name of the member; that of the array for an element.
  let member: String

  init(_ name: String) {
    self.init(pointer: "/" + name, shown: "/" + name, member: name)
  }

  private init(pointer: String, shown: String, member: String) {
    self.pointer = pointer
    self.shown = shown
    self.member = member
  }

  func element(_ index: Int) -> Place {
    Place(pointer: "\(pointer)/\(index)", shown: "\(shown)/\(index)", member: member)
  }

  /// A member, whose name is another one in the fixture.
  func member(_ name: String, shownAs other: String? = nil) -> Place {
    Place(
      pointer: pointer.appending(token: name), shown: shown.appending(token: other ?? name),
      member: name)
  }
}
