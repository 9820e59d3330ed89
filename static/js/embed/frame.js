// Runs in an embed's frame: posts the frame's height to the page around it, and follows the toolbar's links in place.
import '../scrollable-regions.js'
import '../settings-panel.js'
import { announcementFor } from '../announcement.js'
import { announce } from '../live-region.js'
import { postHeight, postLink } from './host-messages.js'

const root = document.documentElement
const toolbar = document.getElementById('embed-toolbar')
const { press } = document.currentScript.dataset

// A sandboxed frame has no origin: it can follow links but make no requests.
const isSandboxed = self.origin === 'null'

const isPlainClick = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

// toolbar.js handles a press by cancelling `bantin:control`. Otherwise the link is loaded in place, without an entry in
// the session history.
function handlePress(link) {
  const event = new CustomEvent('bantin:control', { bubbles: true, cancelable: true })
  if (!link.dispatchEvent(event)) return
  link.hash = location.hash
  location.replace(link.href)
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (!link || !isPlainClick(event)) return
  if (link.target === '_self') {
    event.preventDefault()
    handlePress(link)
  } else if (isSandboxed && postLink(link.href)) {
    event.preventDefault()
  }
})

// A key that is held down presses once.
document.addEventListener('keydown', (event) => {
  if (event.repeat && event.key === 'Enter' && event.target.closest?.('.br-toolbar')) event.preventDefault()
})

new ResizeObserver(postHeight).observe(root)
addEventListener('load', postHeight)

// After a press by a link the pressed control gets the focus again, and the change is announced.
const control = root.dataset.pressed && document.getElementById(`toolbar-${root.dataset.pressed}`)
if (control) {
  control.focus({ preventScroll: true })
  setTimeout(() => announce(announcementFor(toolbar, control)))
}
if (!isSandboxed && toolbar) import(new URL(press, location.href).href)
