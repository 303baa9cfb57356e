---@meta
-- What scripts are given by the engine. Written by 'flowctl types'.

---JSON's null: truthy, and equal to itself only. A member that is absent is nil.
---@class flow.Null
null = {}

---Marks a table as a list, so that an empty one is written as [].
---@generic T
---@param list T[]
---@return T[]
function array(list) end

---A text that the script never sees. It can be put, with a prefix, into a header or a field.
---@class flow.Secret

---@class flow.Problem
---@field type string a URI
---@field status integer as HTTP has them
---@field title? string
---@field detail? string
---@field instance? string where it happened

---Who started the run.
---@class flow.Actor
---@field upn? string
---@field name? string
---@field roles? string[]
---@field osUser? string
---@field host? string

---What a hook is told of its task.
---@class flow.Task
---@field name string
---@field reference string the JSON pointer in the definition
---@field input any
---@field context any
---@field workflow flow.Workflow
---@field attempt integer from 1
---@field actor flow.Actor
---@field startedAt string

---@class flow.Workflow
---@field id string the run's
---@field definition table
---@field input any
---@field startedAt table

---The hooks around a task. To return nothing keeps the value.
---@class flow.Hooks
---@field before? fun(task: flow.Task): any a new input
---@field after? fun(task: flow.Task, output: any): any a new output
---@field fault? fun(task: flow.Task, problem: flow.Problem): any an output: recovered

---@class flow.Request
---@field method? string GET if left out
---@field url string "{setting}/orders/{id}": a connection setting, and members of path
---@field path? table<string, string|number>
---@field query? table<string, string|number|string[]>
---@field headers? table<string, string|flow.Secret|flow.SecretText>
---@field body? any sent as JSON
---@field form? table<string, string|flow.Secret|flow.SecretText>
---@field text? string
---@field authentication? string|table one of the manifest, by its name
---@field secrets? table<string, string> parts of the answer that become secrets: path = name
---@field write? boolean whether it changes something; so is every method but GET, HEAD, OPTIONS
---@field lost? "ask"|"repeat"|fun(repetition: integer): any what to do if the answer of a write is lost
---@field idempotencyHeader? string
---@field correlationHeader? string
---@field timeout? string such as PT30S
---@field redirect? boolean

---@class flow.SecretText
---@field prefix string
---@field secret flow.Secret

---@class flow.Answer
---@field status integer
---@field reason string
---@field headers table<string, string>
---@field body any
---@field bodyKind "json"|"text"|"none"|"withheld"
---@field size integer
---@field requestId string
---@field correlationId string
---@field retryAfter? integer seconds
---@field sha256? string

---@class flow.Question
---@field form? string a form of a plugin
---@field schema? table a JSON Schema of its own
---@field name? string what the texts of a schema of its own are found by
---@field title? string
---@field help? string
---@field given? table what is known and not asked
---@field ask? string[] fields to ask for whatever is given
---@field defaults? table
---@field context? table what {name} in the texts stands for
---@field roles? string[]
---@field due? string|table how long there is to answer, such as P3D

---@class flow.File
---@field name string without a path
---@field content string|flow.Secret|flow.SecretText|(string|flow.Secret|flow.SecretText)[]
---@field type? string a media type
---@field copy? boolean whether people are offered to copy it

---@class flow.Date
---@field year integer
---@field month integer
---@field day integer
---@field hour integer
---@field min integer
---@field sec integer
---@field offset? integer minutes east of UTC
---@field epoch integer seconds since 1970

---The engine's functions. Each reads as if it were done at once, and survives a crash.
flow = {}

---@type flow.Null
flow.null = null

---One exchange, repeated for as long as that is safe.
---@param request flow.Request
---@return flow.Answer
function flow.http(request) end

---Asks a person.
---@param question flow.Question
---@return any answer
function flow.prompt(question) end

---Calls a function of a plugin.
---@param name string "plugin.function"
---@param arguments? table
---@return any
function flow.call(name, arguments) end

---@param duration string|table such as "PT30S"
function flow.sleep(duration) end

---The time, as RFC 3339; for a country, the day there too.
---@param place? { country: string }
---@return any
function flow.now(place) end

---@return string
function flow.uuid() end

---@return number from 0 to less than 1
function flow.random() end

---@param level "debug"|"info"|"warning"|"error"|any
---@param ... any
function flow.log(level, ...) end

---A setting of the plugin.
---@param name string
---@return any
function flow.setting(name) end

---A secret that the permissions name.
---@param name string
---@return flow.Secret
function flow.secret(name) end

---The name that a secret is stored by.
---@param secret flow.Secret
---@return string
function flow.secret_name(secret) end

---@param arguments { secret?: flow.Secret, data: string, encoding?: "hex"|"base64url", length?: integer }
---@return string hexadecimal; the encoding and length are for simulators, which give no secret
function flow.hmac(arguments) end

---@return flow.Actor
function flow.actor() end

---A text in the run's language.
---@param name string
---@param words? table<string, any> what {name} in it stands for
---@param language? string
---@return string
function flow.text(name, words, language) end

---Writes a file for the person.
---@param file flow.File
---@return any
function flow.save(file) end

---Ends the script with a problem.
---@param problem flow.Problem|table
function flow.raise(problem) end

---@generic T
---@param list T[]
---@return T[]
function flow.array(list) end

---A new table with the members of both; those of the second win.
---@param first? table
---@param second? table
---@return table
function flow.merge(first, second) end

---@param text string
---@return string
function flow.base64(text) end

flow.json = {}

---@param value any
---@return string
function flow.json.encode(value) end

---@param text string
---@return any
function flow.json.decode(text) end

flow.date = {}

---@param text string
---@return flow.Date
function flow.date.parse(text) end

---@param epoch number
---@return string
function flow.date.format(epoch) end

---@param text string
---@param duration string such as "P14D" or "-PT1H"
---@return string
function flow.date.add(text, duration) end

---@param text string
---@return string day in UTC
function flow.date.day(text) end

---@param text any
---@return boolean
function flow.date.is_day(text) end
