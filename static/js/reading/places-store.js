// The places where the reader stopped in articles: on this device alone, the newest ones.

const KEY = 'bantin-places'
const MOST = 30

// Accessing the storage throws where the browser blocks it for the site.
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {}
  }
}

function write(places) {
  const newest = Object.entries(places).sort(([, one], [, other]) => other.at - one.at).slice(0, MOST)
  try {
    if (newest.length) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)))
    else localStorage.removeItem(KEY)
  } catch {
    // Full or blocked: nothing is kept.
  }
}

export const storedPlace = () => read()[location.pathname] ?? null

export function storePlace(place) {
  write({ ...read(), [location.pathname]: { ...place, at: Date.now() } })
}

export function forgetPlace() {
  const { [location.pathname]: _forgotten, ...others } = read()
  write(others)
}

export const hasPlaces = () => Object.keys(read()).length > 0

export const forgetAllPlaces = () => write({})
