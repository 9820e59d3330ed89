// A widget in its frame: tells its height, keeps to WordPress's protocol, and presses where no htmx can.
import '../scrollable-regions.js'
import '../theme-menu.js'
import { say } from '../live-region.js'
import { sentence } from './announcement.js'
import { tell, wordPress } from './host-messages.js'

const root = document.documentElement
const { press } = document.currentScript.dataset

// A sandboxed frame has no origin: it may follow links, and ask nothing in any other way.
const isSandboxed = self.origin === 'null'

const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

// The enhanced press answers by preventing `bantin:control`. A load in place leaves no step in the reader's history.
function pressed(link) {
  const event = new CustomEvent('bantin:control', { bubbles: true, cancelable: true })
  if (!link.dispatchEvent(event)) return
  link.hash = location.hash
  location.replace(link.href)
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (!link || !isPlain(event)) return
  if (link.target === '_self') {
    event.preventDefault()
    pressed(link)
  } else if (isSandboxed && wordPress.leave(link.href)) {
    event.preventDefault()
  }
})

// A held key presses once.
document.addEventListener('keydown', (event) => {
  if (event.repeat && event.key === 'Enter' && event.target.closest?.('.br-toolbar')) event.preventDefault()
})

new ResizeObserver(tell).observe(root)

// After a press by a link the control that was pressed has the focus again, and the change is said.
function returnTo(control) {
  if (!control) return
  control.focus({ preventScroll: true })
  setTimeout(() => say(sentence(control)))
}

addEventListener('load', tell)
returnTo(root.dataset.pressed && document.getElementById(`toolbar-${root.dataset.pressed}`))
if (!isSandboxed && document.getElementById('widget-toolbar')) import(new URL(press, location.href).href)
