-- Trims a stream from its old end, first of what every group has dealt with.
-- KEYS: the stream. ARGV: entries to keep, entries to have at most, entries to trim now at most, ms after
-- which an idle consumer that holds nothing is forgotten, then the groups that matter.
-- Answers { entries trimmed, entries dropped that a group had not dealt with }.
local stream = KEYS[1]
local keep, most, step, age = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local matters = {}
for i = 5, #ARGV do matters[ARGV[i]] = true end

local length = redis.call('XLEN', stream)
if length == 0 then return { 0, 0 } end

local function pairs_of(flat)
  local values = {}
  for i = 1, #flat, 2 do values[flat[i]] = flat[i + 1] end
  return values
end

-- Whether one entry id comes before another.
local function before(a, b)
  local at, an = string.match(a, '^(%d+)%-(%d+)$')
  local bt, bn = string.match(b, '^(%d+)%-(%d+)$')
  if at == bt then return tonumber(an) < tonumber(bn) end
  return tonumber(at) < tonumber(bt)
end

-- The oldest entry that some group has not dealt with.
local oldest
for _, info in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = pairs_of(info)
  if matters[group.name] then
    local next = redis.call('XRANGE', stream, '(' .. group['last-delivered-id'], '+', 'COUNT', 1)[1]
    local undone = next and next[1]
    if group.pending > 0 then undone = redis.call('XPENDING', stream, group.name)[2] end
    if undone and (not oldest or before(undone, oldest)) then oldest = undone end
    for _, told in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group.name)) do
      local consumer = pairs_of(told)
      if consumer.pending == 0 and consumer.idle > age then
        redis.call('XGROUP', 'DELCONSUMER', stream, group.name, consumer.name)
      end
    end
  end
end

local trimmed, blocked = 0, false
if length > keep then
  local chunk = redis.call('XRANGE', stream, '-', '+', 'COUNT', math.min(length - keep, step) + 1)
  local bound = chunk[#chunk][1]
  blocked = oldest and before(oldest, bound)
  if blocked then bound = oldest end
  trimmed = redis.call('XTRIM', stream, 'MINID', bound)
  length = length - trimmed
end

local dropped = 0
if blocked and length > most then dropped = redis.call('XTRIM', stream, 'MAXLEN', most) end
return { trimmed, dropped }
