-- A script of wrk that sends a browser's headers and prints one line of figures. Its arguments:
--   host=NAME              the Host header
--   press=TEXT             POST this form
--   marked=1               add an argument of its own to each request, as social networks do
--   every=N, articles=M    let each Nth request be for a page that was not requested before: one of M articles, for one of
--                          the readers with different preferences; from=N is the first of these pages
--   hostile=N, picture=P   let each Nth request be an attack; P begins the names of a stored picture. Answers of 4xx to
--                          attacks do not count as failures.
local number, every, articles, marked, hostile = 0, 0, 1, false, 0
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
  cached = wrk.format()
  hostile = tonumber(given.hostile or 0)
  if hostile > 0 then
    picture = given.picture
    response = count_statuses
    counts_statuses = true
  end
end

local threads = {}
function setup(thread) table.insert(threads, thread) end

sent_hostile, refused, failed = 0, 0, 0
function count_statuses(status)
  if status >= 500 then failed = failed + 1 elseif status >= 400 then refused = refused + 1 end
end

local attacks = {
  function(n) return wrk.format(nil, string.format("/pictures/%s-%d.avif", picture, n % 9999 + 1)) end,
  function(n) return wrk.format(nil, "/articles/khong-co-" .. n) end,
  function(n) return wrk.format(nil, "/?page=" .. 1000000 + n) end,
  function(n) return wrk.format(nil, "/oembed?url=http://localhost/articles/" .. n) end,
  function(n) return wrk.format(nil, "/?" .. string.rep("a%ff&", 1000) .. n) end,
  function(n) return wrk.format(nil, "/" .. string.rep("a", 9000)) end,
  function(n) return wrk.format("BREW", "/privacy") end,
  function(n) return wrk.format(nil, "/preferences", { Cookie = string.rep("a=\255\254; ", 500) .. n }) end,
  function(n) return wrk.format(nil, "/pictures/" .. picture .. "-card.jpg", { Range = "lines=0-1,5-9" }) end,
  function(n)
    local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
    return wrk.format("POST", "/preferences", form, string.rep("text=%25&", 3000))
  end,
}

local function attack()
  sent_hostile = sent_hostile + 1
  return attacks[sent_hostile % #attacks + 1](sent_hostile)
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
  if hostile > 0 and number % hostile == 5 then return attack() end
  if marked then return wrk.format(nil, wrk.path .. "?fbclid=" .. number) end
  if every > 0 and number % every == 0 then return another(math.floor(number / every)) end
  return cached
end

function done(summary, latency)
  local wrong = summary.errors
  local statuses = wrong.status
  if #threads > 0 and threads[1]:get("counts_statuses") then
    statuses = 0
    for _, thread in ipairs(threads) do
      local unexpected = thread:get("refused") - thread:get("sent_hostile")
      statuses = statuses + thread:get("failed") + math.max(0, unexpected)
    end
  end
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), wrong.connect + wrong.read + wrong.write + statuses + wrong.timeout))
end
