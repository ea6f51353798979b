-- Submits comments, no two alike: each its own author and text, in one of forty threads.

local load = dofile((debug.getinfo(1, "S").source:match("^@(.*)/") or ".") .. "/load.lua")

local body = "I read the whole piece twice, and what stays with me is the part about the dates: three of them were promised"
    .. " before, and nobody has said yet what came of those. Could somebody who was there tell us more? Thanks for this. "

local json = '{"thread":{"key":"article-%d","url":"%s/article-%d","title":"The article number %d"},'
    .. '"name":"Ayesha","email":"reader%s.%d@example.org","body":"%s%s.%d","locale":"en","notifyReplies":false,"website":""}'

local run, sent, origin

function init()
    -- with the port, for several may run at once
    run, sent = string.format("%x.%s", os.time(), wrk.port), 0
    origin = wrk.scheme .. "://" .. wrk.host .. ":" .. wrk.port
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    sent = sent + 1
    local article = sent % 40
    return wrk.format(nil, nil, nil, json:format(article, origin, article, article, run, sent, body, run, sent))
end

delay, done = load.delay, load.done
