-- wrk: a reader's headers and, of its arguments, `host=NAME`; `press=TEXT` posts a press; `marked=1` hangs on each link what
-- nobody else's link has. `every=N` makes each Nth request one for another page than before: one of so many `articles`
-- beside ours, by one of the readers who differ in what they have set; `from=N` says where these begin. Prints one line of
-- figures.
local number, every, articles, marked = 0, 0, 1, false
local choices = {
  { "text=90", "text=100", "text=110", "text=125", "text=150", "text=175", "text=200", "text=250", "text=300" },
  { "theme=auto", "theme=light", "theme=sepia", "theme=dark", "theme=contrast" },
  { "lang=auto", "lang=vi", "lang=en" },
  { "images=on", "images=off" },
}

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
  articles, marked = tonumber(given.articles or 1), given.marked ~= nil
  kept = wrk.format()
end

local function another(index)
  local set, left = {}, math.floor(index / articles)
  for place, options in ipairs(choices) do
    set[place] = options[left % #options + 1]
    left = math.floor(left / #options)
  end
  wrk.headers["Cookie"] = "bantin_prefs=" .. table.concat(set, "&")
  local path = string.format("/articles/tin-%d", index % articles + 1)
  local made = wrk.format(nil, path)
  wrk.headers["Cookie"] = nil
  return made
end

function request()
  number = number + 1
  if marked then return wrk.format(nil, wrk.path .. "?fbclid=" .. number) end
  if every > 0 and number % every == 0 then return another(math.floor(number / every)) end
  return kept
end

function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
