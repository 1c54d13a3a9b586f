-- Settles an entry that was taken from a queue.
-- KEYS: the stream, the due times, the attempts, as for taking. ARGV: group, entry id, then one of
--   done                           it is dealt with
--   retry <ms>                     due again after this time
--   postpone <ms>                  the same, and the attempt does not count
--   abandon <field> <value> ...    given up; the stream gets an entry that says so
-- Answers 1, or 0 when somebody else has settled it.
local stream, due, attempts = KEYS[1], KEYS[2], KEYS[3]
local group, id, outcome = ARGV[1], ARGV[2], ARGV[3]
if not redis.call('ZSCORE', due, id) then return 0 end

if outcome == 'retry' or outcome == 'postpone' then
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('ZADD', due, string.format('%.0f', now + tonumber(ARGV[4])), id)
  if outcome == 'postpone' then redis.call('HINCRBY', attempts, id, -1) end
  return 1
end

if outcome == 'abandon' then redis.call('XADD', stream, '*', unpack(ARGV, 4)) end
redis.call('XACK', stream, group, id)
redis.call('ZREM', due, id)
redis.call('HDEL', attempts, id)
return 1
