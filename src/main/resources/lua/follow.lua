-- Reads a record through a look-up: KEYS[1] holds the record's id, ARGV[1] is the record key's prefix.
-- Both are keys of one environment, so they share a cluster slot.
local id = redis.call('GET', KEYS[1])
return id and redis.call('GET', ARGV[1] .. id)
