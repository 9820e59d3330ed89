// What the player of one page tells that of the next one, in this tab alone: that the reader listens on, and how.

const KEY = 'bantin-listen-on'

// The note for this page; null without one. One for another page is out of date.
export function listeningOn() {
  try {
    const note = JSON.parse(sessionStorage.getItem(KEY))
    if (note?.path === location.pathname) return note
  } catch { /* not allowed, or no note of ours */ }
  endListeningOn()
  return null
}

export function listenOn(note) {
  // Where nothing can be stored, the next page waits for a press.
  try { sessionStorage.setItem(KEY, JSON.stringify(note)) } catch { /* not allowed */ }
}

export function endListeningOn() {
  try { sessionStorage.removeItem(KEY) } catch { /* not allowed */ }
}
