"""What Redis does for a fleet at once or not at all, as Lua scripts. Each is given the prefix of the fleet's keys, and
(site, token of who asks, milliseconds of the lease, what it needs besides)."""

from __future__ import annotations

_SCRIPT = r"""
local prefix, site, token, lease = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function key(name) return prefix .. ':' .. name end
local function of(name) return prefix .. ':' .. name .. ':' .. site end
local function held() return redis.call('HGET', key('holders'), site) == token end
local function parts(entry) return string.match(entry, '^(%a+)\n([^\n]*)\n') end  -- kind, address
local function add(entry, place)  -- articles before listing pages, so that what is discovered does not pile up
    redis.call('ZADD', of('queue'), parts(entry) == 'listing' and place + 1e12 or place, entry)
end
local function reclaim()
    for _, entry in ipairs(redis.call('HVALS', of('flight'))) do add(entry, 0) end
    redis.call('DEL', of('flight'))
end
"""
TAKE = (
    _SCRIPT
    + """
while true do
    site = redis.call('ZRANGEBYSCORE', key('lanes'), '-inf', now, 'LIMIT', 0, 1)[1]
    if not site then return nil end
    reclaim()
    if redis.call('ZCARD', of('queue')) > 0 then
        redis.call('ZADD', key('lanes'), now + lease, site)
        redis.call('HSET', key('holders'), site, token)
        return redis.call('HGET', key('sites'), site)
    end
    redis.call('ZREM', key('lanes'), site)
    redis.call('HDEL', key('holders'), site)
end
"""
)
BEAT = _SCRIPT + "if held() then redis.call('ZADD', key('lanes'), now + lease, site) return 1 end return 0"
RELEASE = (
    _SCRIPT
    + """
if held() then
    reclaim()
    redis.call('HDEL', key('holders'), site)
    redis.call('ZADD', key('lanes'), now + lease, site)
end
"""
)
POP = (
    _SCRIPT
    + """
if not held() then return nil end
local entry = redis.call('ZPOPMIN', of('queue'))[1]
if entry then
    local _, url = parts(entry)
    redis.call('HSET', of('flight'), url, entry)
end
return entry
"""
)
# message or '', the address it is about or '', '1' to fetch again what was seen; then of each address it led to the
# entry, and what `known` shall say of it or ''
PUSH = (
    _SCRIPT
    + """
local message, done, again = ARGV[4], ARGV[5], ARGV[6] == '1'
if done ~= '' then redis.call('HDEL', of('flight'), done) end
for i = 7, #ARGV, 2 do
    local _, url = parts(ARGV[i])
    if redis.call('SADD', of('seen'), url) == 1 or again then
        add(ARGV[i], redis.call('INCR', key('order')))
        redis.call('ZADD', key('lanes'), 'NX', now, site)
    end
    if ARGV[i + 1] ~= '' then redis.call('HSET', of('known'), url, ARGV[i + 1]) end
end
if message ~= '' then redis.call('XADD', key('stream'), '*', 'said', message) end
return redis.call('XLEN', key('stream'))
"""
)
# Be the writer, or stay it: the lease is prolonged in one step with the look whose it is, never another's.
LEAD = """
local mine, lease = ARGV[2], ARGV[3]
local held = redis.call('GET', KEYS[1] .. ':writer')
if held and held ~= mine then return 0 end
redis.call('SET', KEYS[1] .. ':writer', mine, 'PX', lease)
return 1
"""
ALL = (LEAD, TAKE, BEAT, RELEASE, POP, PUSH)
