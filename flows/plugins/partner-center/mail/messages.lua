-- A mail as a file or a server takes it: RFC 5322, with parts as in RFC 2046.
local headers = require("mail.headers")
local html = require("mail.html")
local quotedPrintable = require("mail.quotedPrintable")

local messages = {}

-- The name of the header that carries a mail's id, wherever the mail goes.
messages.idHeader = "x-mca-invitation-id"

local function domain(address) return address:match("@(.+)$") end

-- What stands above every body.
local function head(mail)
  return headers.date("Date", mail.writtenAt)
    .. headers.mailbox("From", mail.from.address, mail.from.name)
    .. headers.mailbox("To", mail.to.address, mail.to.name)
    .. headers.text("Subject", mail.subject)
    .. headers.text("Message-ID", "<" .. mail.id .. "@" .. domain(mail.from.address) .. ">")
    .. headers.text("Content-Language", mail.language)
    .. headers.text(messages.idHeader, mail.id)
    .. "MIME-Version: 1.0\r\n"
end

local function part(kind, body)
  return "Content-Type: " .. kind .. "; charset=UTF-8\r\n"
    .. "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    .. quotedPrintable.encode(body) .. "\r\n"
end

-- The mail's text as a page of its own.
function messages.page(mail)
  return flow.text("mail.html", {
    language = html.escape(mail.language), subject = html.escape(mail.subject),
    body = html.paragraphs(mail.text, mail.url),
  }, mail.language)
end

-- Text and HTML of which a mail program shows the one that it can.
function messages.compose(mail)
  -- No line of a part can look like this one: `=_` never comes of the encoding.
  local boundary = "=_" .. mail.id
  return head(mail)
    .. 'Content-Type: multipart/alternative;\r\n boundary="' .. boundary .. '"\r\n\r\n'
    .. "--" .. boundary .. "\r\n" .. part("text/plain", mail.text)
    .. "--" .. boundary .. "\r\n" .. part("text/html", messages.page(mail))
    .. "--" .. boundary .. "--\r\n"
end

-- Text alone, as it is, to which a secret can be added without knowing it.
function messages.composeOpen(mail, text)
  return head(mail)
    .. "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    .. text:gsub("\r\n?", "\n"):gsub("\n", "\r\n")
end

return messages
