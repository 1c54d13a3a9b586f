-- One page of the members that are in every given sorted set, in the order of the smallest one.
-- KEYS: the sets. ARGV: order ('asc' | 'desc'), cursor score or '', page size, budget, how many to count,
-- '(' to leave the cursor's own member out or '' to start with it, prefix of the records' keys: those of
-- one environment, so that they share a cluster slot with the sets.
-- Answers { members, scores, more (0|1), resume score or '', total, capped (0|1), records, behind (0|1) }:
-- whether there are more to count than the total tells, and whether there is, or may be, something on the side
-- that the cursor came from.
-- One set costs what its page does, and its total nothing. Of several sets the smallest is walked, up to the
-- budget for the page, and as far as is to be counted for the total.
local order, cursor = ARGV[1], ARGV[2]
local exclusive = ARGV[6]
local size, budget, counted = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local smallest, least = 1, nil
for k = 1, #KEYS do
  local card = redis.call('ZCARD', KEYS[k])
  if not least or card < least then smallest, least = k, card end
end

-- Which of some members are in the other sets too, in their order. One call for each set instead of one for
-- each member makes it ten times as fast.
local function in_others(names)
  local there = {}
  for i = 1, #names do there[i] = true end
  for k = 1, #KEYS do
    if k ~= smallest then
      local found = redis.call('ZMSCORE', KEYS[k], unpack(names))
      for i = 1, #names do there[i] = there[i] and found[i] end
    end
  end
  return there
end

local function range(from, count)
  if order == 'asc' then
    return redis.call('ZRANGEBYSCORE', KEYS[smallest], from == '' and '-inf' or exclusive .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, count)
  end
  return redis.call('ZREVRANGEBYSCORE', KEYS[smallest], from == '' and '+inf' or exclusive .. from, '-inf', 'WITHSCORES', 'LIMIT', 0, count)
end

local members, scores, more, resume = {}, {}, 0, ''
local from, seen = cursor, 0
while more == 0 and seen < budget do
  local chunk = range(from, #KEYS == 1 and size + 1 or math.max(size + 1, seen == 0 and 100 or 500))
  if #chunk == 0 then break end
  local names = {}
  for i = 1, #chunk, 2 do names[#names + 1] = chunk[i] end
  local there = in_others(names)
  for i = 1, #names do
    if there[i] and #members == size then more = 1 break end
    if there[i] then
      members[#members + 1], scores[#scores + 1] = names[i], chunk[2 * i]
    end
    seen, from, exclusive = seen + 1, chunk[2 * i], '('
  end
end
if more == 0 and seen >= budget then more, resume = 1, from end

-- The cursor's own member is on the page it starts, so what is behind it has to be looked for.
local behind = cursor ~= '' and 1 or 0
if cursor ~= '' and ARGV[6] == '' then
  local reach = #KEYS == 1 and 1 or 100
  local back
  if order == 'asc' then
    back = redis.call('ZREVRANGEBYSCORE', KEYS[smallest], '(' .. cursor, '-inf', 'LIMIT', 0, reach)
  else
    back = redis.call('ZRANGEBYSCORE', KEYS[smallest], '(' .. cursor, '+inf', 'LIMIT', 0, reach)
  end
  behind = #back == reach and 1 or 0
  if behind == 0 and #back > 0 then
    for _, found in ipairs(in_others(back)) do
      if found then behind = 1 end
    end
  end
end

local total, capped = least, 0
if #KEYS > 1 then
  total, capped = 0, least > counted and 1 or 0
  for walked = 0, math.min(least, counted) - 1, 500 do
    local names = redis.call('ZRANGE', KEYS[smallest], walked, math.min(walked + 500, counted) - 1)
    for _, found in ipairs(in_others(names)) do
      if found then total = total + 1 end
    end
  end
end
local records = {}
if #members > 0 then
  local keys = {}
  for i = 1, #members do keys[i] = ARGV[7] .. members[i] end
  records = redis.call('MGET', unpack(keys))
end
return { members, scores, more, resume, total, capped, records, behind }
