/// Problems of plugins' manifests and of the configuration.
extension DiagnosticCode {
  static let plugin = [badRange, otherEngine, unknownSetting, undeclaredSecret, missingPart]
  static let configuration = [unknownProfile]

  static let badRange = DiagnosticCode(
    "FE0301", "bad version range",
    "A range is one or more comparators (>=, >, <=, <, =) with versions, and space between them.",
    wrong: "engine: \"^0.1\"", right: "engine: \">=0.1.0 <1.0.0\"")

  static let otherEngine = DiagnosticCode(
    "FE0302", "plugin for another engine",
    "The plugin says that it works with other versions of the engine than this one.",
    wrong: "engine: \">=2.0.0\"", right: "engine: \">=0.1.0\"")

  package static let unknownSetting = DiagnosticCode(
    "FE0303", "unknown setting",
    "`${settings.NAME}` names a setting that the manifest does not declare under `settings`.",
    wrong: "permissions: { hosts: [ \"${settings.url}\" ] }\nsettings: { baseURL: { … } }",
    right: "permissions: { hosts: [ \"${settings.baseURL}\" ] }\nsettings: { baseURL: { … } }")

  package static let undeclaredSecret = DiagnosticCode(
    "FE0304", "secret without permission",
    """
    A secret is used that is listed neither under `permissions.secrets` nor, in a workflow, under
    `use.secrets`, or one is written to a file without `artifacts: [secrets]`. Whoever installs a plugin
    or flow reads there which secrets it can reach, and whether they stay where they are.
    """,
    wrong: "oauth2: { client: { secret: clientSecret }, … }",
    right: """
      permissions: { secrets: [ clientSecret ] }
      oauth2: { client: { secret: clientSecret }, … }
      """)

  static let missingPart = DiagnosticCode(
    "FE0305", "missing part of a manifest",
    """
    `functions` and `forms` may list YAML files of the plugin in place of the declarations. A file \
    is named by its path below the plugin's folder and holds the declarations by their names.
    """,
    wrong: "functions: [ orders ]", right: "functions: [ functions/orders.yaml ]")

  static let unknownProfile = DiagnosticCode(
    "FE0401", "unknown profile", "A profile is named that the configuration does not define.",
    wrong: "profile: prod\nprofiles: { production: { … } }",
    right: "profile: production\nprofiles: { production: { … } }")
}
