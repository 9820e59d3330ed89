// Loaded last, on articles of some length: shows where the reader is.
import { markCurrentSection } from './reading/current-section.js'
import { showProgress } from './reading/progress.js'
import { hideOfferWhenReading } from './reading/resume.js'

let isWaiting = false

function update() {
  isWaiting = false
  markCurrentSection()
  showProgress()
  hideOfferWhenReading()
}

// Once a frame at most, and after it: what has moved is shown before anything is measured.
function requestUpdate() {
  if (isWaiting) return
  isWaiting = true
  requestAnimationFrame(() => setTimeout(update))
}

for (const type of ['scroll', 'resize']) addEventListener(type, requestUpdate, { passive: true })
// The answer to a press replaces the attributes of the tools, and with them the length of the line.
document.addEventListener('htmx:after:swap', update)
requestUpdate()
