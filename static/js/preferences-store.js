// The reader's preferences: applied to the page, saved in the cookie, sent to the other tabs.
import { showHiddenText, showSamples, showTypeface } from './chosen-typeface.js'
import { postponeDistantText } from './distant-text.js'
import { holdScrollPosition } from './scroll-anchor.js'

const { bantin } = window
const { src } = document.currentScript
const YEAR_SECONDS = 365 * 24 * 60 * 60

let saved = true

showHiddenText(src)
showSamples(src)

// Open only while the page is shown: an open channel can keep a page out of the back/forward cache.
let channel = null

// Whether the browser kept the latest cookie.
export const isSaved = () => saved

// Applies values to the page and its controls, and holds the scroll position. `alsoChange` makes what else changes on the
// page: styles are computed once for all of it.
export function applyPreferences(values, control, alsoChange = () => {}) {
  const before = bantin.current()
  const changesSizes = Object.keys(before).some((name) => name !== 'theme' && values[name] !== before[name])
  holdScrollPosition(control, () => {
    if (changesSizes) postponeDistantText()
    bantin.apply(values)
    bantin.updateControls()
    alsoChange()
  })
  showTypeface(values, src)
}

// Writes the cookie as the server would, without its `plain` mark.
export function saveCookie(values) {
  const all = { ...bantin.parseCookie(bantin.readCookie()), ...values }
  const text = Object.keys(bantin.options)
    .filter((name) => all[name] !== bantin.options[name][0])
    .map((name) => `${name}=${all[name]}`)
    .join('&')
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore sets a cookie only after the click has been handled
  document.cookie = `${bantin.cookieName}=${text}; Path=${bantin.cookiePath}; Max-Age=${text ? YEAR_SECONDS : 0}; SameSite=Lax${secure}`
  saved = navigator.cookieEnabled && bantin.readCookie() === text
}

export function broadcast(values) {
  channel?.postMessage(values)
}

// Whether the cookie holds the values that the page shows.
export function matchesCookie() {
  const values = bantin.parseCookie(bantin.readCookie())
  return Object.entries(bantin.current()).every(([name, value]) => values[name] === value)
}

function applyCookie() {
  if (saved && !matchesCookie()) applyPreferences(bantin.parseCookie(bantin.readCookie()), null)
}

// A message of another version of the site may lack a name, or hold a value that this version does not know.
function applyMessage({ data }) {
  const known = Object.entries({ ...data }).filter(([name, value]) => bantin.options[name]?.includes(value))
  applyPreferences({ ...bantin.current(), ...Object.fromEntries(known) }, null)
}

function openChannel() {
  if (channel || !('BroadcastChannel' in window)) return
  channel = new BroadcastChannel(bantin.cookieName + bantin.cookiePath)
  channel.addEventListener('message', applyMessage)
}

openChannel()
addEventListener('pagehide', () => {
  channel?.close()
  channel = null
})

// Whether the cookie holds a value that changes the markup and differs from the page's own. A language that the reader
// has chosen may be the one in which the server wrote the page anyway; <html lang> does not say so, because browsers
// that translate a page change it.
function needsReload() {
  const stored = bantin.parseCookie(bantin.readCookie())
  const { dataset } = document.documentElement
  const isShown = (name) => stored[name] === dataset[name] || (name === 'lang' && stored.lang === dataset.language)
  return !Object.keys(stored).every((name) => name in bantin.current() || isShown(name))
}

// A page from the back/forward cache is as the reader left it; the cookie may have changed since.
addEventListener('pageshow', (event) => {
  openChannel()
  if (!event.persisted) return
  if (saved && needsReload()) location.reload()
  else applyCookie()
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') applyCookie()
})
