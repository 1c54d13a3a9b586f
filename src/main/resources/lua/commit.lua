-- Applies a list of writes if every condition holds, else changes nothing.
-- KEYS[1] is the environment's sequence; ARGV is a flat list of operations, conditions first:
--   absent <key>            the key must not exist
--   same   <key> <sha1>     the key's value must have this SHA-1 (hex)
--   equals <key> <value>    the key's value must be this string
--   set    <key> <value>    put    <key> <value> <ttl seconds>
--   del    <key>
--   index  <count> <member> <key> ...  add to this many sorted sets; every member of a commit gets
--                           one new number of the sequence as its score in all sets
--   mirror <key> <member> <other key>  add to a sorted set with the score it has in another
--   rank   <key> <member> <score>  put into a sorted set, or to another place in it
--   unindex <count> <member> <key> ...
--   append <key> <count> <field> <value> ...  add an entry of this many words to a stream
-- <key> is a number: its place in KEYS.
-- Answers 0, or the 1-based position of the first condition that did not hold.
local i, position = 1, 0
while i <= #ARGV do
  local op, key = ARGV[i], KEYS[tonumber(ARGV[i + 1])]
  position = position + 1
  if op == 'absent' then
    if redis.call('EXISTS', key) == 1 then return position end
    i = i + 2
  elseif op == 'same' then
    local value = redis.call('GET', key)
    if not value or redis.sha1hex(value) ~= ARGV[i + 2] then return position end
    i = i + 3
  elseif op == 'equals' then
    if redis.call('GET', key) ~= ARGV[i + 2] then return position end
    i = i + 3
  else
    break
  end
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

while i <= #ARGV do
  local op = ARGV[i]
  if op == 'index' or op == 'unindex' then
    local count, member = tonumber(ARGV[i + 1]), ARGV[i + 2]
    for at = i + 3, i + 2 + count do
      local key = KEYS[tonumber(ARGV[at])]
      if op == 'index' then
        redis.call('ZADD', key, 'NX', score_of(member), member)
      else
        redis.call('ZREM', key, member)
      end
    end
    i = i + 3 + count
  else
    local key = KEYS[tonumber(ARGV[i + 1])]
    if op == 'set' then
      redis.call('SET', key, ARGV[i + 2])
      i = i + 3
    elseif op == 'put' then
      redis.call('SET', key, ARGV[i + 2], 'EX', ARGV[i + 3])
      i = i + 4
    elseif op == 'del' then
      redis.call('DEL', key)
      i = i + 2
    elseif op == 'mirror' then
      local score = redis.call('ZSCORE', KEYS[tonumber(ARGV[i + 3])], ARGV[i + 2])
      if score then redis.call('ZADD', key, 'NX', score, ARGV[i + 2]) end
      i = i + 4
    elseif op == 'rank' then
      redis.call('ZADD', key, ARGV[i + 3], ARGV[i + 2])
      i = i + 4
    elseif op == 'append' then
      local last_word = i + 2 + tonumber(ARGV[i + 2])
      redis.call('XADD', key, '*', unpack(ARGV, i + 3, last_word))
      i = last_word + 1
    else
      return redis.error_reply('ERR no operation of a commit: ' .. op)
    end
  end
end
return 0
