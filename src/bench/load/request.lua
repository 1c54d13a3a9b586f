-- One request again and again. In PATH, BODY and the headers, {n} is a number that never comes twice,
-- {r} a number below RANGE, in turn.
local method, path, body = os.getenv("METHOD"), os.getenv("REQUEST_PATH"), os.getenv("BODY")
local range = tonumber(os.getenv("RANGE"))
local headers = {}
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+): (.*)$")
  headers[name] = value
end
local run, n = os.getenv("RUN"), 0

local function filled(text)
  return text and text:gsub("{(%w)}", { n = run .. n, r = tostring(n % range) })
end

request = function()
  n = n + 1
  local sent = {}
  for name, value in pairs(headers) do sent[name] = filled(value) end
  return wrk.format(method, (filled(path)), sent, filled(body))
end

local threads = {}

setup = function(thread) table.insert(threads, thread) end

done = function(summary, latency)
  dofile(os.getenv("REPORT"))(summary, latency, summary.requests)
end
