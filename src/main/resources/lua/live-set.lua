-- Adds a member that lives for a while to sets that hold only so many, by the clock of this server, where what
-- was read before still holds; and keeps a value for the same time.
-- KEYS: the sorted sets, by end of life; the look-up that was read, if any; the key of the value, if any.
-- ARGV: member, seconds to live, number of sets, the capacity of each; of a look-up the prefix of the keys of
-- its records and the record; of a value the value.
-- Answers 0 when the member was added to all, -1 when the look-up leads to another record now, otherwise the
-- position of the first set that is full.
local now = tonumber(redis.call('TIME')[1])
local life = tonumber(ARGV[2])
local sets = tonumber(ARGV[3])
local key, argument = sets + 1, sets + 4

if argument < #ARGV then
  local id = redis.call('GET', KEYS[key])
  if not id or redis.call('GET', ARGV[argument] .. id) ~= ARGV[argument + 1] then
    return -1
  end
  key, argument = key + 1, argument + 2
end
for i = 1, sets do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now)
  if redis.call('ZCARD', KEYS[i]) >= tonumber(ARGV[3 + i]) then
    return i
  end
end
for i = 1, sets do
  redis.call('ZADD', KEYS[i], now + life, ARGV[1])
  -- A set lives as long as its last member.
  if redis.call('TTL', KEYS[i]) < life then
    redis.call('EXPIRE', KEYS[i], life)
  end
end
if argument <= #ARGV then
  redis.call('SET', KEYS[key], ARGV[argument], 'EX', life)
end
return 0
