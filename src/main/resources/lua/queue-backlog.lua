-- Counts what a queue over a stream has not settled, as far as that can be told at little cost.
-- KEYS: the stream, the due times (sorted set of entry ids). ARGV: group, most entries to count one by one.
-- An entry is in the sorted set once some replica has looked at it. How many nobody has looked at Redis 7
-- knows; from Redis 6 they are counted, so the answer is too small where there are more than that.
local stream, due, group, most = KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2])
local waiting = redis.call('ZCARD', due)
if redis.call('EXISTS', stream) == 0 then return waiting end

for _, flat in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local found = {}
  for i = 1, #flat, 2 do found[flat[i]] = flat[i + 1] end
  if found.name == group then
    if found.lag then return waiting + found.lag end
    return waiting + #redis.call('XRANGE', stream, '(' .. found['last-delivered-id'], '+', 'COUNT', most)
  end
end
return waiting
