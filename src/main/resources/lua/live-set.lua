-- Adds a member that lives for a while to sets that hold only so many, by the clock of this server.
-- KEYS: the sorted sets, by end of life. ARGV: member, seconds to live, then the capacity of each set.
-- Answers 0 when it was added to all, otherwise the position of the first set that is full.
local now = tonumber(redis.call('TIME')[1])
local life = tonumber(ARGV[2])

for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  if redis.call('ZCARD', key) >= tonumber(ARGV[2 + i]) then
    return i
  end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + life, ARGV[1])
  -- A set lives as long as its last member.
  if redis.call('TTL', key) < life then
    redis.call('EXPIRE', key, life)
  end
end
return 0
