-- What every load has in common: it ends by itself, and tells its result in one line.

local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long nanos; } greenroom_time;
    int clock_gettime(int clock, greenroom_time *time);
]]

local MONOTONIC = 1
local LONGER_THAN_THE_RUN = 3600 * 1000
local seconds = tonumber(os.getenv("SECONDS_OF_LOAD"))
local time = ffi.new("greenroom_time")
local ends

local function now()
    ffi.C.clock_gettime(MONOTONIC, time)
    return tonumber(time.seconds) + tonumber(time.nanos) / 1e9
end

local load = {}

-- Asked before every request. wrk cuts off what is under way when it ends, so nothing may be.
function load.delay()
    ends = ends or now() + seconds
    return now() < ends and 0 or LONGER_THAN_THE_RUN
end

-- result RATE P50 P99 ANSWERED REFUSED LOST
function load.done(summary, latency)
    local errors = summary.errors
    local answered = summary.requests - errors.status
    io.write(string.format("result %d %.1f %.1f %d %d %d\n", answered / seconds, latency:percentile(50) / 1000,
        latency:percentile(99) / 1000, answered, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

return load
