/// The boxes of one list in layers, from top to bottom, and the ways between them.
///
/// What goes forward in the order of the definition goes down; what goes back runs up at the right.
struct LayeredList {
  /// A way between two boxes, or from a box out of the list.
  struct Way {
    let from: Int
    /// The box; `nil` leads out of the list.
    let to: Int?
    /// The node that it leads to in the end.
    let target: Int
    /// The edges that go this way.
    var edges: [Int]
    /// As SVG's path data.
    var path = ""
    var label: (text: String, x: Double, y: Double)?
  }

  let boxes: [GraphBox]
  /// The upper left corners of the boxes.
  private(set) var origins: [(x: Double, y: Double)] = []
  private(set) var ways: [Way]
  /// Where ways lead out at the lower side, by the node that they lead to.
  private(set) var sinks: [Int: Double] = [:]
  private(set) var width = 0.0
  private(set) var height = 0.0
  /// The box that ways from outside lead to.
  let entryBox: Int

  var entry: Double { origins[entryBox].x + boxes[entryBox].entry }

  init(_ boxes: [GraphBox], ways: [Way], entryBox: Int, label: (Way) -> String?) {
    self.boxes = boxes
    self.ways = ways
    self.entryBox = entryBox
    var layers = GraphLayers(boxes, ways, label: label)
    layers.arrange()
    origins = boxes.indices.map { box in
      let vertex = layers.vertices[box]
      return (vertex.x - vertex.width / 2, layers.tops[vertex.layer])
    }
    for (target, vertex) in layers.sinks { sinks[target] = layers.vertices[vertex].x }
    width = layers.width
    height = layers.height
    var router = GraphRouter(boxes, layers, origins: origins)
    for index in ways.indices {
      let (path, spot) = router.route(ways[index], index)
      self.ways[index].path = path
      self.ways[index].label = label(ways[index]).map { ($0, spot.x, spot.y) }
    }
    width = max(width, router.right)
  }
}
