-- One page of the members that are in every given sorted set, in the order of the smallest one.
-- KEYS: the sets. ARGV: order ('asc' | 'desc'), cursor score or '', page size, budget, count cap,
-- '(' to leave the cursor's own member out or '' to start with it, prefix of the records' keys: those of
-- one environment, so that they share a cluster slot with the sets.
-- Answers { members, scores, more (0|1), resume score or '', total, capped (0|1), records, behind (0|1) },
-- the last of which says whether there is, or may be, something on the side that the cursor came from.
-- The cost is bounded by page size and budget, whatever the size of the sets.
local order, cursor = ARGV[1], ARGV[2]
local exclusive = ARGV[6]
local size, budget, cap = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local smallest, least = 1, nil
for k = 1, #KEYS do
  local card = redis.call('ZCARD', KEYS[k])
  if not least or card < least then smallest, least = k, card end
end

local function in_others(member)
  for k = 1, #KEYS do
    if k ~= smallest and not redis.call('ZSCORE', KEYS[k], member) then return false end
  end
  return true
end

local function range(from, count)
  if order == 'asc' then
    return redis.call('ZRANGEBYSCORE', KEYS[smallest], from == '' and '-inf' or exclusive .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, count)
  end
  return redis.call('ZREVRANGEBYSCORE', KEYS[smallest], from == '' and '+inf' or exclusive .. from, '-inf', 'WITHSCORES', 'LIMIT', 0, count)
end

local members, scores, more, resume = {}, {}, 0, ''
local from, seen = cursor, 0
while seen < budget do
  local chunk = range(from, #KEYS == 1 and size + 1 or math.max(size + 1, 100))
  if #chunk == 0 then break end
  for i = 1, #chunk, 2 do
    seen = seen + 1
    if in_others(chunk[i]) then
      if #members == size then more = 1 break end
      members[#members + 1], scores[#scores + 1] = chunk[i], chunk[i + 1]
    end
    from, exclusive = chunk[i + 1], '('
  end
  if more == 1 then break end
  if seen >= budget then more, resume = 1, from end
end

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
  for i = 1, #back do
    if behind == 1 then break end
    if in_others(back[i]) then behind = 1 end
  end
end

local total, capped = least, 0
if #KEYS > 1 then
  total = 0
  local walked, at = 0, '-inf'
  while walked < cap do
    local chunk = redis.call('ZRANGEBYSCORE', KEYS[smallest], at, '+inf', 'WITHSCORES', 'LIMIT', 0, 500)
    if #chunk == 0 then break end
    for i = 1, #chunk, 2 do
      walked = walked + 1
      if in_others(chunk[i]) then total = total + 1 end
      at = '(' .. chunk[i + 1]
    end
  end
  if walked >= cap and least > walked then capped = 1 end
end
if total > cap then total, capped = cap, 1 end
local records = {}
if #members > 0 then
  local keys = {}
  for i = 1, #members do keys[i] = ARGV[7] .. members[i] end
  records = redis.call('MGET', unpack(keys))
end
return { members, scores, more, resume, total, capped, records, behind }
