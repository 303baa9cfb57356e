-- A mail as a file or a server takes it: RFC 5322, with parts as in RFC 2046.
local headers = require("mail.headers")
local html = require("mail.html")
local quotedPrintable = require("mail.quotedPrintable")

local messages = {}

-- The name of the header that carries a mail's id, wherever the mail goes.
messages.idHeader = "x-mca-invitation-id"

local function domain(address) return address:match("@(.+)$") end

-- What stands above every body. Outlook takes `X-Unsent` for a mail that is still to be sent and
-- opens it for writing; Microsoft documents the header (IConverterSession::MAPIToMIMEStm), but not
-- that.
local function head(mail)
  return headers.date("Date", mail.writtenAt)
    .. headers.mailbox("From", mail.from.address, mail.from.name)
    .. headers.mailbox("To", mail.to.address, mail.to.name)
    .. headers.text("Subject", mail.subject)
    .. headers.text("Message-ID", "<" .. mail.id .. "@" .. domain(mail.from.address) .. ">")
    .. headers.text("Content-Language", mail.language)
    .. headers.text(messages.idHeader, mail.id)
    .. "X-Unsent: 1\r\n"
    .. "MIME-Version: 1.0\r\n"
end

local function part(kind, body)
  return "Content-Type: " .. kind .. "; charset=UTF-8\r\n"
    .. "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    .. quotedPrintable.encode(body) .. "\r\n"
end

-- The mail's text as a page of its own.
function messages.page(mail)
  local body = flow.text("mail.html", { body = html.paragraphs(mail.text, mail.url) }, mail.language)
  return '<!DOCTYPE html>\n<html lang="' .. html.escape(mail.language) .. '">\n'
    .. '<head><meta charset="utf-8"><title>' .. html.escape(mail.subject) .. "</title></head>\n"
    .. "<body>\n" .. body .. "\n</body>\n</html>\n"
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

-- RFC 5322, section 2.1.1: in bytes.
local longestLine = 998

local function wrapped(line)
  if #line <= longestLine then return line end
  local lines, current = {}, ""
  for word in line:gmatch("%S+") do
    if #current + 1 + #word > longestLine then
      lines[#lines + 1] = current
      current = ""
    end
    current = current == "" and word or current .. " " .. word
  end
  lines[#lines + 1] = current
  return table.concat(lines, "\r\n")
end

-- Text alone, as it is, to which a secret can be added without knowing it.
function messages.composeOpen(mail, text)
  local lines = {}
  for line in (text:gsub("\r\n?", "\n") .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = wrapped(line)
  end
  return head(mail)
    .. "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    .. table.concat(lines, "\r\n")
end

return messages
