-- Takes a value away for a claimant, who gets it again for a while, a few times; nobody else ever does.
-- KEYS: that of the value, where it is kept for its claimant.
-- ARGV: the claimant, for how many seconds, how often again at most.
-- Answers the value, or nothing.
local value = redis.call('GETDEL', KEYS[1])
if value then
  redis.call('HSET', KEYS[2], 'claimant', ARGV[1], 'value', value)
  redis.call('EXPIRE', KEYS[2], ARGV[2])
  return { value }
end
local kept = redis.call('HMGET', KEYS[2], 'claimant', 'value')
if kept[1] == ARGV[1] and redis.call('HINCRBY', KEYS[2], 'again', 1) <= tonumber(ARGV[3]) then
  return { kept[2] }
end
return {}
