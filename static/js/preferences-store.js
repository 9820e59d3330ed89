// The reader's choices: shown in the page, kept in the cookie, told to the other tabs.
import { holdPlace } from './scroll-anchor.js'

const { bantin } = window
const YEAR_SECONDS = 365 * 24 * 60 * 60

let kept = true

// Open only while the page is shown: an open channel can keep a page out of the back/forward cache.
let otherTabs = null

export const isKept = () => kept

// Shows values in the page and in what sets them, holding the reader's place.
export function showEverywhere(values, control) {
  holdPlace(control, () => {
    bantin.show(values)
    bantin.draw()
  })
}

// Writes the cookie as the server would, without its `plain` mark; notes whether the browser kept it.
export function keep(values) {
  const all = { ...bantin.parse(bantin.cookie()), ...values }
  const text = Object.keys(bantin.options)
    .filter((name) => all[name] !== bantin.options[name][0])
    .map((name) => `${name}=${all[name]}`)
    .join('&')
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore sets a cookie only after the click has been handled
  document.cookie = `${bantin.cookieName}=${text}; Path=${bantin.cookiePath}; Max-Age=${text ? YEAR_SECONDS : 0}; SameSite=Lax${secure}`
  kept = navigator.cookieEnabled && bantin.cookie() === text
}

export function tellOtherTabs(values) {
  otherTabs?.postMessage(values)
}

// Does the cookie say what the page shows?
export function cookieAgrees() {
  const values = bantin.parse(bantin.cookie())
  return Object.entries(bantin.inForce()).every(([name, value]) => values[name] === value)
}

function followCookie() {
  if (kept && !cookieAgrees()) showEverywhere(bantin.parse(bantin.cookie()), null)
}

// A message of another version of the site may lack a name or hold a value that is none here.
function followTab({ data }) {
  const known = Object.entries({ ...data }).filter(([name, value]) => bantin.options[name]?.includes(value))
  showEverywhere({ ...bantin.inForce(), ...Object.fromEntries(known) }, null)
}

function listen() {
  if (otherTabs || !('BroadcastChannel' in window)) return
  otherTabs = new BroadcastChannel(bantin.cookieName + bantin.cookiePath)
  otherTabs.addEventListener('message', followTab)
}

listen()
addEventListener('pagehide', () => {
  otherTabs?.close()
  otherTabs = null
})

// Must the server make this page again, because the cookie names other values that change its markup?
function needsReload() {
  const stored = bantin.parse(bantin.cookie())
  const { dataset } = document.documentElement
  return Object.keys(stored).some((name) => !(name in bantin.inForce()) && stored[name] !== dataset[name])
}

// A page from the back/forward cache is as the reader left it; the cookie may have changed since.
addEventListener('pageshow', (event) => {
  listen()
  if (!event.persisted) return
  if (kept && needsReload()) location.reload()
  else followCookie()
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') followCookie()
})
