-- Applies a list of writes if every condition holds, else changes nothing.
-- KEYS[1] is the environment's sequence; ARGV is a flat list of operations:
--   absent <key>            the key must not exist
--   same   <key> <sha1>     the key's value must have this SHA-1 (hex)
--   equals <key> <value>    the key's value must be this string
--   set    <key> <value>    put    <key> <value> <ttl seconds>
--   del    <key>
--   index  <key> <member>   add to a sorted set; every member of a commit gets one new number
--                           of the sequence as its score in all sets
--   mirror <key> <member> <other key>  add to a sorted set with the score it has in another
--   rank   <key> <member> <score>  put into a sorted set, or to another place in it
--   unindex <key> <member>
--   append <key> <count> <field> <value> ...  add an entry of this many words to a stream
-- <key> is a number: its place in KEYS.
-- Answers 0, or the 1-based position of the first condition that did not hold.
local arity = { absent = 1, same = 2, equals = 2, set = 2, put = 3, del = 1, index = 2, mirror = 3, rank = 3, unindex = 2 }

-- Words of the operation at a place of ARGV.
local function length(at)
  if ARGV[at] == 'append' then return 3 + tonumber(ARGV[at + 2]) end
  return 1 + arity[ARGV[at]]
end

local i, position = 1, 0
while i <= #ARGV do
  local op, key = ARGV[i], KEYS[tonumber(ARGV[i + 1])]
  position = position + 1
  if op == 'absent' then
    if redis.call('EXISTS', key) == 1 then return position end
  elseif op == 'same' then
    local value = redis.call('GET', key)
    if not value or redis.sha1hex(value) ~= ARGV[i + 2] then return position end
  elseif op == 'equals' then
    if redis.call('GET', key) ~= ARGV[i + 2] then return position end
  end
  i = i + length(i)
end

-- Microseconds, never repeated and never going back: a total order of creation that is also a cursor.
local scores, last = {}, nil
local function score_of(member)
  if not scores[member] then
    local time = redis.call('TIME')
    local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
    last = math.max(now, (last or tonumber(redis.call('GET', KEYS[1]) or '0')) + 1)
    scores[member] = string.format('%.0f', last)
    redis.call('SET', KEYS[1], scores[member])
  end
  return scores[member]
end

i = 1
while i <= #ARGV do
  local op, key = ARGV[i], KEYS[tonumber(ARGV[i + 1])]
  if op == 'set' then
    redis.call('SET', key, ARGV[i + 2])
  elseif op == 'put' then
    redis.call('SET', key, ARGV[i + 2], 'EX', ARGV[i + 3])
  elseif op == 'del' then
    redis.call('DEL', key)
  elseif op == 'index' then
    redis.call('ZADD', key, 'NX', score_of(ARGV[i + 2]), ARGV[i + 2])
  elseif op == 'mirror' then
    local score = redis.call('ZSCORE', KEYS[tonumber(ARGV[i + 3])], ARGV[i + 2])
    if score then redis.call('ZADD', key, 'NX', score, ARGV[i + 2]) end
  elseif op == 'rank' then
    redis.call('ZADD', key, ARGV[i + 3], ARGV[i + 2])
  elseif op == 'unindex' then
    redis.call('ZREM', key, ARGV[i + 2])
  elseif op == 'append' then
    redis.call('XADD', key, '*', unpack(ARGV, i + 3, i + 2 + tonumber(ARGV[i + 2])))
  end
  i = i + length(i)
end
return 0
