-- How many members of the smallest of several sorted sets are in all the others, among those from one rank to
-- before another. KEYS: the sets, at least two. ARGV: the ranks.
-- Answers { matches, more (0|1) }, the latter of which says whether the smallest set goes on behind them.
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])

local smallest, least = 1, nil
for k = 1, #KEYS do
  local card = redis.call('ZCARD', KEYS[k])
  if not least or card < least then smallest, least = k, card end
end

local matches = 0
local names = redis.call('ZRANGE', KEYS[smallest], from, to - 1)
for first = 1, #names, 500 do
  local there = {}
  local last = math.min(first + 499, #names)
  for k = 1, #KEYS do
    if k ~= smallest then
      local found = redis.call('ZMSCORE', KEYS[k], unpack(names, first, last))
      for i = 1, #found do if not found[i] then there[i] = false end end
    end
  end
  for i = 1, last - first + 1 do if there[i] ~= false then matches = matches + 1 end end
end
return { matches, least > to and 1 or 0 }
