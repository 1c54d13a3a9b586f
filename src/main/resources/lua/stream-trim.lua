-- Trims a stream from its old end, first of what every group has dealt with.
-- KEYS: the stream. ARGV: entries to keep, entries to have at most, entries to trim now at most, ms after
-- which an idle consumer that holds nothing is forgotten, then the groups that matter.
-- Answers { entries trimmed that all groups had dealt with, others that were dropped because there were too
-- many, 1 if there is more to trim }.
local stream = KEYS[1]
local keep, most, step, age = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local matters = {}
for i = 5, #ARGV do matters[ARGV[i]] = true end

local length = redis.call('XLEN', stream)
if length == 0 then return { 0, 0, 0 } end

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
local delivered_to = {}
for _, info in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = pairs_of(info)
  if matters[group.name] then
    delivered_to[group.name] = group['last-delivered-id']
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

-- The ids of those among some entries that a group has not dealt with.
local function open_among(entries)
  local first, last = entries[1][1], entries[#entries][1]
  local open = {}
  for name, delivered in pairs(delivered_to) do
    for _, entry in ipairs(entries) do
      if before(delivered, entry[1]) then open[entry[1]] = true end
    end
    for _, held in ipairs(redis.call('XPENDING', stream, name, first, last, #entries)) do
      open[held[1]] = true
    end
  end
  return open
end

local removed, dropped = 0, 0
if blocked and length > most then
  local excess = math.min(length - most, step)
  local chunk = redis.call('XRANGE', stream, '-', '+', 'COUNT', excess)
  for _ in pairs(open_among(chunk)) do dropped = dropped + 1 end
  removed = redis.call('XTRIM', stream, 'MAXLEN', length - excess)
end
local more = (trimmed == step or removed == step) and 1 or 0
return { trimmed + removed - dropped, dropped, more }
