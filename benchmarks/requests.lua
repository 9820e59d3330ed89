-- wrk: a reader's headers and, of its arguments, `host=NAME`; `every=N` makes each Nth request one for a page that was not
-- asked for before, `from=N` says where their numbers begin; `press=TEXT` posts a press. Prints one line of figures.
local number, every = 0, 0

function init(args)
  wrk.headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
  wrk.headers["Accept-Language"] = "vi-VN,vi;q=0.9,en;q=0.5"
  local given = {}
  for _, one in ipairs(args) do
    local name, value = one:match("^(%w+)=(.*)$")
    if name then given[name] = value end
  end
  if given.host then wrk.headers["Host"] = given.host end
  if given.press then
    wrk.method = "POST"
    wrk.body = given.press
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    wrk.headers["HX-Request"] = "true"
    wrk.headers["Sec-Fetch-Site"] = "same-origin"
  end
  every, number = tonumber(given.every or 0), tonumber(given.from or 0)
  kept = wrk.format()
end

function request()
  number = number + 1
  if every > 0 and number % every == 0 then
    return wrk.format(nil, wrk.path .. "?r=" .. number)
  end
  return kept
end

function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
