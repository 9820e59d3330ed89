// An answer on its way when the reader leaves brings its cookie into the next page, where it may be older than the
// choice in force. As long as such an answer may come, a cookie that disagrees with the page is written over.
import { cookieAgrees, keep } from './preferences-store.js'

const KEY = 'bantin-answer-until'
const LONGEST_MILLISECONDS = 10_000
const CHECK_MILLISECONDS = 250

// Storage throws where the browser keeps nothing for the site.
function stored(action) {
  try {
    return action(sessionStorage)
  } catch {
    return null
  }
}

export function leaveAnswerBehind() {
  stored((storage) => storage.setItem(KEY, String(Date.now() + LONGEST_MILLISECONDS)))
}

function guard() {
  if (Date.now() > Number(stored((storage) => storage.getItem(KEY)) ?? 0)) return
  if (!cookieAgrees()) keep(window.bantin.inForce())
  setTimeout(guard, CHECK_MILLISECONDS)
}

guard()
addEventListener('pageshow', (event) => {
  if (event.persisted) guard()
})
