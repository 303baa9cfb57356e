/// Draws the ways between boxes that have their places.
struct GraphRouter {
  typealias Point = (x: Double, y: Double)

  private let boxes: [GraphBox]
  private let layers: GraphLayers
  private let origins: [Point]
  private var lanes = 0
  /// The ways of each box that leave at its lower side, from left to right.
  private var departures: [Int: [Int]] = [:]
  /// How far the ways reach that go back.
  private(set) var right = 0.0

  init(_ boxes: [GraphBox], _ layers: GraphLayers, origins: [Point]) {
    self.boxes = boxes
    self.layers = layers
    self.origins = origins
    for (way, chain) in layers.chains { departures[chain[0], default: []].append(way) }
    for (box, ways) in departures {
      departures[box] = ways.sorted { (x(after: $0), $0) < (x(after: $1), $1) }
    }
  }

  /// The path of a way, and the place of its label.
  mutating func route(_ way: LayeredList.Way, _ index: Int) -> (path: String, spot: Point) {
    if let chain = layers.chains[index] { return down(chain, start: start(of: way, index)) }
    return back(way, start: start(of: way, index))
  }

  private func x(after way: Int) -> Double {
    layers.chains[way].map { layers.vertices[$0[1]].x } ?? 0
  }

  private func start(of way: LayeredList.Way, _ index: Int) -> Point {
    let (box, origin) = (boxes[way.from], origins[way.from])
    let y = origin.y + box.height
    if let exit = box.exit(to: way.target) { return (origin.x + exit, y) }
    let ways = departures[way.from] ?? []
    guard let place = ways.firstIndex(of: index) else { return (origin.x + box.width - 16, y) }
    let step = min(28, box.width * 0.7 / Double(ways.count))
    return (origin.x + box.width / 2 + (Double(place) - Double(ways.count - 1) / 2) * step, y)
  }

  private func down(_ chain: [Int], start: Point) -> (path: String, spot: Point) {
    var path = "M\(start.x.short) \(start.y.short)"
    var (x, layer) = (start.x, layers.vertices[chain[0]].layer)
    var spot = start
    for (place, vertex) in chain.enumerated().dropFirst() {
      let (from, to) = (layers.bottoms[layer], layers.tops[layers.vertices[vertex].layer])
      var target = layers.vertices[vertex].x
      if place == chain.count - 1, vertex < boxes.count {
        target = origins[vertex].x + boxes[vertex].entry
      }
      let middle = (from + to) / 2
      path += " V\(from.short) C\(x.short) \(middle.short) \(target.short) \(middle.short)"
      path += " \(target.short) \(to.short)"
      if place == 1 { spot = (x + (target - x) * 0.65, from + (to - from) * 0.55) }
      x = target
      layer = layers.vertices[vertex].layer
    }
    return (path, spot)
  }

  /// Out at the lower side, up at the right of everything, in at the upper side.
  private mutating func back(_ way: LayeredList.Way, start: Point) -> (path: String, spot: Point) {
    let target = way.to ?? way.from
    // Into a frame it goes on where the frame is entered.
    let beside = if case .node = boxes[target].content { 10.0 } else { 0.0 }
    let end = (x: origins[target].x + boxes[target].entry + beside, y: origins[target].y)
    lanes += 1
    let lane = layers.width + 12 * Double(lanes)
    right = lane + 12
    let low = layers.bottoms[layers.vertices[way.from].layer] + 4 + 3 * Double(lanes % 4)
    let high = end.y - 10 - 2 * Double(lanes % 3)
    let path =
      "M\(start.x.short) \(start.y.short) V\((low - 6).short) q0 6 6 6 H\((lane - 6).short)"
      + " q6 0 6 -6 V\((high + 6).short) q0 -6 -6 -6 H\((end.x + 6).short) q-6 0 -6 6"
      + " V\(end.y.short)"
    return (path, (start.x + 30, low))
  }
}

extension Double {
  /// With one digit after the point, or none.
  var short: String {
    let tenths = Int((self * 10).rounded())
    let rest = abs(tenths % 10)
    let sign = tenths < 0 && tenths > -10 ? "-" : ""
    return rest == 0 ? "\(tenths / 10)" : "\(sign)\(tenths / 10).\(rest)"
  }
}
