// What the player of one page tells that of the next one, in this tab alone: that the reader listens on, and how.

const KEY = 'bantin-listen-on'

// The note for the page at this path; null without one.
export function listeningOn() {
  try {
    const note = JSON.parse(sessionStorage.getItem(KEY))
    return note?.path === location.pathname ? note : null
  } catch {
    return null
  }
}

export function listenOn(note) {
  // Where nothing can be stored, the next page waits for a press.
  try { sessionStorage.setItem(KEY, JSON.stringify(note)) } catch { /* not allowed */ }
}

export function endListeningOn() {
  try { sessionStorage.removeItem(KEY) } catch { /* not allowed */ }
}
