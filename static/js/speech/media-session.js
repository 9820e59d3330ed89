// Media keys and the lock screen (Media Session).

const BUTTONS = { play: 'play', pause: 'play', previoustrack: 'back', nexttrack: 'next', seekbackward: 'back', seekforward: 'next', stop: 'close' }

// `actions` are the actions of the player's buttons by their names.
export function beginSession(actions, title) {
  if (!navigator.mediaSession) return
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: location.hostname })
  for (const [action, name] of Object.entries(BUTTONS)) handle(action, actions[name])
}

export function endSession() {
  for (const action of Object.keys(BUTTONS)) handle(action, null)
  navigator.mediaSession?.setPositionState?.()
}

export function showInSession(playing) {
  if (navigator.mediaSession) navigator.mediaSession.playbackState = playing ? 'playing' : 'paused'
}

// The position in a recording, in seconds.
export function showPosition({ seconds, rate }, position) {
  navigator.mediaSession?.setPositionState?.({ duration: seconds, playbackRate: rate, position: Math.min(position, seconds) })
}

function handle(action, handler) {
  // Browsers know different actions.
  try { navigator.mediaSession?.setActionHandler(action, handler) } catch { /* not known here */ }
}
