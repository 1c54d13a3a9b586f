-- Adds a member that lives for a while to a set that holds only so many, by the clock of this server.
-- KEYS: the sorted set, by end of life. ARGV: member, seconds to live, capacity.
-- Answers 1 when it was added, 0 when the set is full.
local now = tonumber(redis.call('TIME')[1])
local life, capacity = tonumber(ARGV[2]), tonumber(ARGV[3])

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= capacity then
  return 0
end
redis.call('ZADD', KEYS[1], now + life, ARGV[1])
-- The set itself lives as long as its last member.
if redis.call('TTL', KEYS[1]) < life then
  redis.call('EXPIRE', KEYS[1], life)
end
return 1
