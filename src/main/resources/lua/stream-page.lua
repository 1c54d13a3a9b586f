-- One page of a stream's entries whose fields have the given values, in the order of the stream.
-- KEYS: the stream. ARGV: order ('asc' | 'desc'), cursor id or '', page size, budget, count cap,
-- '(' to leave the cursor's own entry out or '' to start with it, then field and value in turn.
-- Answers { entries as JSON, ids, more (0|1), resume id or '', total, capped (0|1) }; the total is that of
-- the stream, whatever the filter.
-- The cost is bounded by page size and budget, whatever the length of the stream.
local stream, order, cursor, exclusive = KEYS[1], ARGV[1], ARGV[2], ARGV[6]
local size, budget, cap = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local filtered = #ARGV > 6

local function fields_of(flat)
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end

local function matches(fields)
  for i = 7, #ARGV, 2 do
    if fields[ARGV[i]] ~= ARGV[i + 1] then return false end
  end
  return true
end

local function range(from, bound, count)
  if order == 'asc' then
    return redis.call('XRANGE', stream, from == '' and '-' or bound .. from, '+', 'COUNT', count)
  end
  return redis.call('XREVRANGE', stream, from == '' and '+' or bound .. from, '-', 'COUNT', count)
end

local entries, ids, more, resume = {}, {}, 0, ''
local from, bound, seen = cursor, exclusive, 0
while seen < budget do
  local chunk = range(from, bound, filtered and math.max(size + 1, 100) or size + 1)
  if #chunk == 0 then break end
  for _, entry in ipairs(chunk) do
    seen = seen + 1
    local fields = fields_of(entry[2])
    if matches(fields) then
      if #entries == size then more = 1 break end
      entries[#entries + 1] = cjson.encode({ id = entry[1], fields = fields })
      ids[#ids + 1] = entry[1]
    end
    from, bound = entry[1], '('
  end
  if more == 1 then break end
  if seen >= budget then more, resume = 1, from end
end

local total, capped = redis.call('XLEN', stream), 0
if total > cap then total, capped = cap, 1 end
return { entries, ids, more, resume, total, capped }
