-- Takes one token from a bucket that fills continuously, by the clock of this server.
-- KEYS: the bucket. ARGV: capacity, tokens per second.
-- Answers { taken (0|1), whole tokens left, ms until there is a token, ms until the bucket is full }.
local capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2])

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(bucket[1] or capacity), tonumber(bucket[2] or now)
tokens = math.min(capacity, tokens + math.max(0, now - at) * rate / 1000000)

local taken = tokens >= 1 and 1 or 0
tokens = tokens - taken
local full = math.ceil((capacity - tokens) * 1000 / rate)
if taken == 1 then
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.0f', now))
  -- A bucket that would be full again says as much as none.
  redis.call('PEXPIRE', KEYS[1], full + 1000)
end
return { taken, math.floor(tokens), math.ceil(math.max(0, 1 - tokens) * 1000 / rate), full }
