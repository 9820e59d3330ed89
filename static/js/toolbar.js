// A press on the reading toolbar is applied and saved inside the click, then posted to the server.
import { announcementFor } from './announcement.js'
import { announce, announceIfNew } from './live-region.js'
import { applyPreferences, broadcast, isSaved, saveCookie } from './preferences-store.js'
import { expectStaleResponse } from './stale-response-guard.js'

const { bantin } = window

// The number of the latest press, and its request body.
let latestPress = 0
let latestBody = null
let pendingRequest = null
let forgetResponse = null

const toolbar = () => document.getElementById('toolbar')
const isPress = (ctx) => ctx.sourceElement?.id === 'toolbar-form'

// Whether the values have changed since the request, here or in another tab.
const isOutdated = ({ press, request }) =>
  press !== latestPress || Object.entries(bantin.current()).some(([name, value]) => request.body.get(name) !== value)

function announcePress(button) {
  const text = announcementFor(toolbar(), button)
  if (isSaved()) announce(text)
  else announce(`${text}. ${toolbar().dataset.announceNotSaved}`, { isProblem: true })
}

function announceFailure(ctx) {
  if (!isPress(ctx) || ctx.press !== latestPress) return
  const { announceOffline, announceNotSaved } = toolbar().dataset
  announceIfNew(isSaved() ? announceOffline : announceNotSaved, { isProblem: true })
}

document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = event.detail
  if (!isPress(ctx)) return
  const button = ctx.request.submitter
  if (!button?.name || button.getAttribute('aria-disabled') === 'true') {
    event.preventDefault()
    if (button) announcePress(button)
    return
  }
  const values = { ...bantin.current(), [button.name]: button.value }
  saveCookie(values)
  applyPreferences(values, button, () => announcePress(button))
  broadcast(values)
  for (const [name, value] of Object.entries(values)) ctx.request.body.set(name, value)
  ctx.press = latestPress += 1
  latestBody = new URLSearchParams(ctx.request.body)
})

document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  if (!isPress(ctx)) return
  pendingRequest = ctx
  // Noted now, and not when the page is left: a page that is not kept for Back sees its request end before that.
  forgetResponse = expectStaleResponse()
})
document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
  if (ctx === pendingRequest) pendingRequest = null
})

// An outdated response changes nothing: its cookie is overwritten, its toolbar is not swapped in.
document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
  if (!isPress(ctx)) return
  if (ctx === pendingRequest) forgetResponse()
  if (isOutdated(ctx)) saveCookie(bantin.current())
})

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  if (!isPress(ctx)) return
  const isToolbar = tasks.some(({ fragment }) => fragment?.firstElementChild?.id === 'toolbar')
  if (isOutdated(ctx) || !isToolbar) event.preventDefault()
  if (!isToolbar) announceFailure(ctx)
})

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => announceFailure(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => announceFailure(ctx))

// A key that is held down presses once.
document.addEventListener('keydown', (event) => {
  const isRepeated = event.repeat && (event.key === 'Enter' || event.key === ' ')
  if (isRepeated && event.target.closest?.('#toolbar :is(button, summary)')) event.preventDefault()
})

// When the page is left during a request, a newer press that waits behind it is sent at once and outlives the page.
addEventListener('pagehide', () => {
  if (!pendingRequest || pendingRequest.press === latestPress) return
  fetch(document.getElementById('toolbar-form').action, {
    method: 'POST', body: latestBody, keepalive: true, headers: { 'HX-Request': 'true' }
  }).catch(() => {})
})
