// Media keys and the lock screen (Media Session).

const BUTTONS = { play: 'play', pause: 'play', previoustrack: 'back', nexttrack: 'next', stop: 'close' }

// `actions` are the actions of the player's buttons by their names.
export function beginSession(actions, title) {
  if (!navigator.mediaSession) return
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: location.hostname })
  for (const [action, name] of Object.entries(BUTTONS)) handle(action, actions[name])
}

export function endSession() {
  for (const action of Object.keys(BUTTONS)) handle(action, null)
}

export function showInSession(playing) {
  if (navigator.mediaSession) navigator.mediaSession.playbackState = playing ? 'playing' : 'paused'
}

function handle(action, handler) {
  // Browsers know different actions.
  try { navigator.mediaSession?.setActionHandler(action, handler) } catch { /* not known here */ }
}
