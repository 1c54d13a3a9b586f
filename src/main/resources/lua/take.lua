-- Takes a value away, and reads others at the same moment where it was there.
-- KEYS: that of the value, those of the others.
-- Answers nothing when there was no value; else the value and the others, nil where missing.
local value = redis.call('GETDEL', KEYS[1])
if not value then
  return {}
end
local answer = { value }
for i = 2, #KEYS do
  answer[i] = redis.call('GET', KEYS[i])
end
return answer
