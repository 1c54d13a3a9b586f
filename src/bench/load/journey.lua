-- Whole journeys: asks for a URL, then calls back with its state, as a browser would. Connections of a
-- thread share the states under way; a journey is counted when its callback is answered as a success.
local install = { method = os.getenv("METHOD"), path = os.getenv("REQUEST_PATH"), body = os.getenv("BODY") }
local callback, run = os.getenv("CALLBACK"), os.getenv("RUN")
local headers = {}
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+): (.*)$")
  headers[name] = value
end
local pending, first, last, n = {}, 1, 0, 0
journeys, failures = 0, 0

request = function()
  n = n + 1
  if first > last then
    return wrk.format(install.method, install.path, headers, install.body and (install.body:gsub("{n}", run .. n)))
  end
  local next = pending[first]
  pending[first], first = nil, first + 1
  return wrk.format("GET", callback .. "?code=" .. run .. n .. "&state=" .. next.state, { Cookie = next.cookie })
end

response = function(status, received, body)
  local location = received["Location"] or received["location"]
  local url = location or body
  if status < 400 and url:find("/authorize?", 1, true) then
    local state = url:match("[?&]state=([^&\"]+)")
    local set = received["Set-Cookie"] or received["set-cookie"]
    last = last + 1
    pending[last] = { state = state, cookie = set and set:match("^[^;]+") }
  elseif status < 400 then
    journeys = journeys + 1
  else
    failures = failures + 1
  end
end

local threads = {}

setup = function(thread) table.insert(threads, thread) end

done = function(summary, latency)
  local count = 0
  for _, thread in ipairs(threads) do count = count + thread:get("journeys") end
  dofile(os.getenv("REPORT"))(summary, latency, count)
end
