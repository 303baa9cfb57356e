/// Boxes in layers: each below those that lead to it, so that few ways cross.
struct GraphLayers {
  /// A box, a place through which a long way goes, or one at which a way leaves.
  struct Vertex {
    let width: Double
    let height: Double
    let layer: Int
    /// The middle.
    var x = 0.0
  }

  private(set) var vertices: [Vertex] = []
  /// The vertices of each way that goes down, from its box to its end.
  private(set) var chains: [Int: [Int]] = [:]
  /// Where ways lead out, by the node that they lead to.
  private(set) var sinks: [Int: Int] = [:]
  /// The upper and the lower side of each layer.
  private(set) var tops: [Double] = []
  private(set) var bottoms: [Double] = []
  private(set) var width = 0.0
  private var order: [[Int]] = []
  private var below: [[Int]] = []
  private var above: [[Int]] = []

  var height: Double { bottoms.last ?? 0 }

  init(
    _ boxes: [GraphBox], _ ways: [LayeredList.Way], label: (LayeredList.Way) -> String?
  ) {
    let layers = Self.layers(count: boxes.count, ways)
    vertices = zip(boxes, layers).map { Vertex(width: $0.width, height: $0.height, layer: $1) }
    let last = layers.max() ?? 0
    for way in ways where way.to == nil && sinks[way.target] == nil {
      sinks[way.target] = vertices.count
      vertices.append(Vertex(width: 12, height: 0, layer: last + 1))
    }
    for (index, way) in ways.enumerated() {
      guard let end = way.to ?? sinks[way.target], vertices[end].layer > vertices[way.from].layer
      else { continue }
      var chain = [way.from]
      for layer in (vertices[way.from].layer + 1)..<vertices[end].layer {
        let isLabelled = layer == vertices[way.from].layer + 1
        let text = isLabelled ? label(way).map { TextWidth.of($0, size: 11) + 12 } : nil
        chain.append(vertices.count)
        vertices.append(Vertex(width: max(14, text ?? 0), height: 0, layer: layer))
      }
      chains[index] = chain + [end]
    }
    link()
    let labelled = Set(ways.filter { label($0) != nil }.map { vertices[$0.from].layer })
    stack(labelled: labelled, hasSinks: !sinks.isEmpty)
  }

  /// The layer of each box: below all boxes before it that lead to it.
  private static func layers(count: Int, _ ways: [LayeredList.Way]) -> [Int] {
    var layers: [Int] = []
    for box in 0..<count {
      let sources = ways.filter { $0.to == box && $0.from < box }.map { layers[$0.from] }
      layers.append((sources.max() ?? layers.last ?? -1) + 1)
    }
    return layers
  }

  private mutating func link() {
    below = vertices.map { _ in [] }
    above = below
    for chain in chains.values {
      for (upper, lower) in zip(chain, chain.dropFirst()) {
        below[upper].append(lower)
        above[lower].append(upper)
      }
    }
    let count = (vertices.map(\.layer).max() ?? 0) + 1
    order = (0..<count).map { layer in vertices.indices.filter { vertices[$0].layer == layer } }
  }

  private mutating func stack(labelled: Set<Int>, hasSinks: Bool) {
    var y = 0.0
    for layer in order.indices {
      tops.append(y)
      y += order[layer].map { vertices[$0].height }.max() ?? 0
      bottoms.append(y)
      y += labelled.contains(layer) ? 50 : 32
    }
    if !hasSinks { bottoms[bottoms.count - 1] += 14 }
  }

  /// Finds places with few crossings and short ways.
  mutating func arrange() {
    for _ in 0..<4 {
      for layer in order.indices.dropFirst() { sort(layer, by: above) }
      for layer in order.indices.dropLast().reversed() { sort(layer, by: below) }
    }
    for layer in order.indices { spread(layer, wishes: order[layer].map { _ in 0 }) }
    for _ in 0..<6 {
      for layer in order.indices.dropFirst() { settle(layer, by: above) }
      for layer in order.indices.dropLast().reversed() { settle(layer, by: below) }
    }
    let left = vertices.map { $0.x - $0.width / 2 }.min() ?? 0
    for index in vertices.indices { vertices[index].x -= left }
    width = vertices.map { $0.x + $0.width / 2 }.max() ?? 0
  }

  private mutating func sort(_ layer: Int, by neighbours: [[Int]]) {
    var places: [Int: Double] = [:]
    for row in order { for (place, vertex) in row.enumerated() { places[vertex] = Double(place) } }
    let wishes = order[layer].map { vertex in
      let near = neighbours[vertex].compactMap { places[$0] }
      return near.isEmpty ? places[vertex] ?? 0 : near.reduce(0, +) / Double(near.count)
    }
    order[layer] = zip(order[layer], wishes).enumerated().sorted {
      ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
    }.map(\.element.0)
  }

  private mutating func settle(_ layer: Int, by neighbours: [[Int]]) {
    spread(
      layer,
      wishes: order[layer].map { vertex in
        let near = neighbours[vertex].map { vertices[$0].x }
        return near.isEmpty ? vertices[vertex].x : near.reduce(0, +) / Double(near.count)
      })
  }

  /// Places a layer as near to what its vertices wish as there is room: between the places that
  /// pushing all to the right and pushing all to the left would give.
  private mutating func spread(_ layer: Int, wishes: [Double]) {
    let row = order[layer]
    func distance(_ left: Int, _ right: Int) -> Double {
      (vertices[row[left]].width + vertices[row[right]].width) / 2 + 24
    }
    var (pushed, pulled) = (wishes, wishes)
    for index in row.indices.dropFirst() {
      pushed[index] = max(pushed[index], pushed[index - 1] + distance(index - 1, index))
    }
    for index in row.indices.dropLast().reversed() {
      pulled[index] = min(pulled[index], pulled[index + 1] - distance(index, index + 1))
    }
    for (index, vertex) in row.enumerated() {
      vertices[vertex].x = (pushed[index] + pulled[index]) / 2
    }
  }
}
