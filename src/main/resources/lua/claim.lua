-- Takes a value away for a claimant, who gets it again for a while; nobody else ever does.
-- KEYS: that of the value, where it is kept for its claimant.
-- ARGV: the claimant, for how many seconds.
-- Answers nothing, or the value and whether it was there until now.
local value = redis.call('GETDEL', KEYS[1])
if value then
  redis.call('SET', KEYS[2], ARGV[1] .. ' ' .. value, 'EX', ARGV[2])
  return { value, 1 }
end
local kept = redis.call('GET', KEYS[2])
local mine = ARGV[1] .. ' '
if kept and string.sub(kept, 1, #mine) == mine then
  return { string.sub(kept, #mine + 1), 0 }
end
return {}
