// A response that is pending when the reader leaves the page sets its cookie during the next page, where it may be older
// than the values in force. As long as one may arrive, a cookie that differs from the page is overwritten.
import { matchesCookie, saveCookie } from './preferences-store.js'

const KEY = 'bantin-response-until'
const TIMEOUT_MILLISECONDS = 10_000
const CHECK_MILLISECONDS = 250

// Accessing the storage throws where the browser blocks it for the site.
function withStorage(action) {
  try {
    return action(sessionStorage)
  } catch {
    return null
  }
}

// Returns what to call when the response has come while its page is open. What an earlier page expects stays.
export function expectStaleResponse() {
  const earlier = withStorage((storage) => storage.getItem(KEY)) ?? '0'
  withStorage((storage) => storage.setItem(KEY, String(Date.now() + TIMEOUT_MILLISECONDS)))
  return () => withStorage((storage) => storage.setItem(KEY, earlier))
}

function guard() {
  if (Date.now() > Number(withStorage((storage) => storage.getItem(KEY)) ?? 0)) return
  if (!matchesCookie()) saveCookie(window.bantin.current())
  setTimeout(guard, CHECK_MILLISECONDS)
}

guard()
addEventListener('pageshow', (event) => {
  if (event.persisted) guard()
})
