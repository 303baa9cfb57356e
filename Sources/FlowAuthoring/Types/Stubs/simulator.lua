---@meta
-- What simulators and checks are given besides. Written by 'flowctl types'.

---What a simulator remembers. Only simulators have it.
state = {}

---@param key string
---@return any value null if there is none
function state.get(key) end

---@param key string
---@param value any null forgets it
function state.put(key, value) end

---@param prefix? string
---@return { key: string, value: any }[]
function state.list(prefix) end

---The SHA-256 of a text. Only simulators have it; their flow.hmac takes the same, without a secret.
---@param arguments { data: string, encoding?: "hex"|"base64url", length?: integer }
---@return string
function flow.sha256(arguments) end

---What a token says of itself. Only checks have it.
---@param authentication string
---@return table
function flow.claims(authentication) end

---A request as a simulator sees it; names of headers are in lower case.
---@class flow.SimulatedRequest
---@field method string
---@field path string
---@field query table<string, string|string[]>
---@field headers table<string, string>
---@field text string
---@field body? any what the text says as JSON
---@field form? table<string, string|string[]>

---What a simulator answers with.
---@class flow.SimulatedAnswer
---@field status integer
---@field reason? string
---@field headers? table<string, string|string[]>
---@field body? any a table goes out as JSON, a text as it is
---@field raw? string bytes in place of the body
---@field bom? boolean

---What a simulator's module returns.
---@class flow.Simulator
---@field handle fun(request: flow.SimulatedRequest): flow.SimulatedAnswer
---@field seed? fun()
