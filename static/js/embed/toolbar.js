// A press on an embed's toolbar where the frame may make requests: applied inside the click, then sent to the server,
// which sets the cookie.
import htmx from 'htmx.org'
import '../trusted-types.js'
import { announcementFor } from '../announcement.js'
import { showSamples, showTypeface } from '../chosen-typeface.js'
import { announce, announceIfNew } from '../live-region.js'
import { holdScrollPosition } from '../scroll-anchor.js'
import { updateToolbar } from '../toolbar-controls.js'

const root = document.documentElement
const toolbar = () => document.getElementById('embed-toolbar')

let latestPress = 0
let pressedControl = ''
const { src } = document.querySelector('script[data-press]')
const chosen = JSON.parse(toolbar().dataset.chosen)

showSamples(src)

// The control's link sets the value, too: for a press that opens it in a new tab.
function setValue(link, value) {
  const address = new URL(link.href)
  address.searchParams.set(`set-${link.dataset.name}`, value)
  link.href = address
  link.dataset.value = value
}

document.addEventListener('bantin:control', (event) => {
  const link = event.target
  const { name, value } = link.dataset
  // Another language is another page: the link is followed.
  if (name === 'lang') return
  event.preventDefault()
  if (link.getAttribute('aria-disabled') === 'true') {
    announce(announcementFor(toolbar(), link))
    return
  }
  holdScrollPosition(link, () => {
    root.dataset[name] = value
    updateToolbar(toolbar(), root.dataset, setValue, 'aria-current')
  })
  showTypeface(root.dataset, src)
  chosen[name] = value
  pressedControl = link.id.replace('toolbar-', '')
  latestPress += 1
  announce(announcementFor(toolbar(), link))
  htmx.trigger(toolbar(), 'bantin:press')
})

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  for (const [name, value] of Object.entries(chosen)) ctx.request.body.set(`set-${name}`, value)
  ctx.request.body.set('pressed', pressedControl)
  ctx.press = latestPress
})

// A response that is outdated, or that is no toolbar, is not swapped in.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  const isToolbar = tasks.some(({ fragment }) => fragment?.firstElementChild?.id === 'embed-toolbar')
  if (ctx.press !== latestPress || !isToolbar) event.preventDefault()
  if (!isToolbar) announceFailure(ctx)
})

function announceFailure(ctx) {
  if (ctx.press === latestPress) announceIfNew(toolbar().dataset.announceOffline, { isProblem: true })
}

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => announceFailure(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => announceFailure(ctx))
