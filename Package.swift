// swift-tools-version: 6.2

import PackageDescription

/// One list for every Swift target.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0470-isolated-conformances.md
    .enableUpcomingFeature("InferIsolatedConformances"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0481-weak-let.md
    .enableUpcomingFeature("ImmutableWeakCaptures"),
  ]
  // CI only: a partner with a newer compiler must still be able to build.
  + (Context.environment["FLOWENGINE_WARNINGS_AS_ERRORS"] == nil
    ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
  name: "FlowEngine",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "FlowEngine", targets: ["FlowEngine"]),
    .library(name: "FlowTesting", targets: ["FlowTesting"]),
    .executable(name: "flowctl", targets: ["flowctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLua54", path: "Sources/CLua/lua54", pkgConfig: "lua5.4",
      providers: [.apt(["liblua5.4-dev"]), .brew(["lua"])]),
    .target(name: "CLua", dependencies: ["CLua54"], exclude: ["lua54"]),
    .target(
      name: "FlowValue",
      dependencies: [.product(name: "OrderedCollections", package: "swift-collections")],
      swiftSettings: settings),
    .target(
      name: "LuaVM", dependencies: ["CLua", "FlowValue"], resources: [.embedInCode("Prelude")],
      swiftSettings: settings),
    .target(
      name: "FlowEngine",
      dependencies: [
        "FlowValue", "LuaVM",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Interpreter/Prelude")],
      swiftSettings: settings),
    .target(
      name: "FlowSandbox",
      dependencies: [
        "FlowEngine", "FlowValue",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "FlowAuthoring", dependencies: ["FlowEngine", "FlowValue"],
      resources: [.embedInCode("Types/Stubs")], swiftSettings: settings),
    .target(
      name: "FlowTesting", dependencies: ["FlowEngine", "FlowValue"], swiftSettings: settings),
    .executableTarget(
      name: "flowctl",
      dependencies: [
        "FlowAuthoring", "FlowEngine", "FlowSandbox", "FlowTesting", "FlowValue",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.embedInCode("Texts")], swiftSettings: settings),
    .target(
      name: "FlowBenchBaselines", dependencies: ["CLua54"], path: "Sources/FlowBench/Baselines",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "flowbench",
      dependencies: [
        "FlowBenchBaselines", "FlowEngine", "FlowTesting", "FlowValue", "LuaVM",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Sources/FlowBench", exclude: ["Baselines"], swiftSettings: settings),
    .testTarget(name: "FlowValueTests", dependencies: ["FlowValue"], swiftSettings: settings),
    .testTarget(name: "LuaVMTests", dependencies: ["LuaVM", "FlowValue"], swiftSettings: settings),
    .testTarget(
      name: "FlowEngineTests",
      dependencies: [
        "FlowEngine", "FlowSandbox", "FlowTesting", "FlowValue", "LuaVM",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "FlowctlTests",
      dependencies: [
        "flowctl", "FlowAuthoring", "FlowEngine", "FlowSandbox", "FlowTesting", "FlowValue",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Snapshots"], swiftSettings: settings),
  ]
)
