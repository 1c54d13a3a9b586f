-- Takes what is due from a queue over a stream, for a time; who takes it settles it or loses it again.
-- KEYS: the stream, the due times (sorted set of entry ids), the attempts (hash by entry id).
-- ARGV: group, consumer, count, lease in ms, id to start a new group after, ms after which an entry that
-- was read but never planned is taken over, then the types that are wanted.
-- The group's pending list holds what is not settled, the sorted set when each of it is due.
-- Answers { entries as JSON with their attempt, ids that the stream no longer has }.
local stream, due, attempts = KEYS[1], KEYS[2], KEYS[3]
local group, consumer, count = ARGV[1], ARGV[2], tonumber(ARGV[3])
local lease, since, stale = tonumber(ARGV[4]), ARGV[5], ARGV[6]
local wanted = {}
for i = 7, #ARGV do wanted[ARGV[i]] = true end

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function ms(number) return string.format('%.0f', number) end

local function fields_of(flat)
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end

local function plan(entry)
  -- An entry that was deleted while pending comes as false, or without fields.
  if not entry or not entry[2] then return end
  if wanted[fields_of(entry[2]).type] then
    redis.call('ZADD', due, 'NX', ms(now), entry[1])
  else
    redis.call('XACK', stream, group, entry[1])
  end
end

local function read()
  return redis.pcall('XREADGROUP', 'GROUP', group, consumer, 'COUNT', 100, 'STREAMS', stream, '>')
end

for _ = 1, 10 do
  if redis.call('ZCOUNT', due, '-inf', ms(now)) >= count then break end
  local answer = read()
  if answer and answer.err and string.find(answer.err, 'NOGROUP', 1, true) then
    redis.call('XGROUP', 'CREATE', stream, group, since, 'MKSTREAM')
    answer = read()
  end
  if not answer then break end
  if answer.err then return answer end
  for _, entry in ipairs(answer[1][2]) do plan(entry) end
end

local claimed = redis.call('XAUTOCLAIM', stream, group, consumer, stale, '0-0', 'COUNT', 10)
for i = 1, 10 do plan(claimed[2][i]) end

local taken, lost = {}, {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', ms(now), 'LIMIT', 0, count)) do
  local found = redis.call('XRANGE', stream, id, id)
  if #found == 0 then
    redis.call('XACK', stream, group, id)
    redis.call('ZREM', due, id)
    redis.call('HDEL', attempts, id)
    lost[#lost + 1] = id
  else
    redis.call('ZADD', due, ms(now + lease), id)
    redis.call('XCLAIM', stream, group, consumer, 0, id, 'JUSTID')
    local attempt = redis.call('HINCRBY', attempts, id, 1)
    taken[#taken + 1] = cjson.encode({ id = id, fields = fields_of(found[1][2]), attempt = attempt })
  end
end
return { taken, lost }
