// Loaded last, on articles of some length: shows where the reader is.
import { markCurrentSection } from './reading/current-section.js'

let isWaiting = false

function update() {
  isWaiting = false
  markCurrentSection()
}

// Once a frame at most.
function requestUpdate() {
  if (isWaiting) return
  isWaiting = true
  requestAnimationFrame(update)
}

for (const type of ['scroll', 'resize']) addEventListener(type, requestUpdate, { passive: true })
requestUpdate()
