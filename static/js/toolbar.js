// A press on the reading toolbar: shown and kept inside the click, then told to the server.
import { isKept, keep, showEverywhere, tellOtherTabs } from './preferences-store.js'
import { leaveAnswerBehind } from './stale-response-guard.js'
import { say, sayUnlessSaid } from './live-region.js'

const { bantin } = window

let newest = 0
let onItsWay = null
let newestBody = null

const toolbar = () => document.getElementById('toolbar')
const isPress = (ctx) => ctx.sourceElement?.id === 'toolbar-form'

// Has a press come since, here or in another tab?
const isOutdated = ({ press, request }) =>
  press !== newest || Object.entries(bantin.inForce()).some(([name, value]) => request.body.get(name) !== value)

// The sentence for a press: the new value, and whether it is a limit.
function sentence(button) {
  const { dataset } = toolbar()
  if (button.name === 'theme') return dataset.sayTheme.replace('{value}', button.textContent.trim())
  const atLimit = button.getAttribute('aria-disabled') === 'true'
  const { sayLarger, saySmaller, sayDefault } = dataset
  const limits = { 'toolbar-larger': sayLarger, 'toolbar-smaller': saySmaller, 'toolbar-reset': sayDefault }
  return (atLimit ? limits[button.id] : dataset.sayText).replace('{value}', bantin.inForce().text)
}

function announce(button) {
  const said = sentence(button)
  if (isKept()) say(said)
  else say(`${said}. ${toolbar().dataset.sayNotKept}`, { problem: true })
}

function failed(ctx) {
  if (!isPress(ctx) || ctx.press !== newest) return
  const { sayHere, sayNotKept } = toolbar().dataset
  sayUnlessSaid(isKept() ? sayHere : sayNotKept, { problem: true })
}

document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = event.detail
  if (!isPress(ctx)) return
  const button = ctx.request.submitter
  if (!button?.name || button.getAttribute('aria-disabled') === 'true') {
    event.preventDefault()
    if (button) announce(button)
    return
  }
  const values = { ...bantin.inForce(), [button.name]: button.value }
  showEverywhere(values, button)
  keep(values)
  announce(button)
  tellOtherTabs(values)
  for (const [name, value] of Object.entries(values)) ctx.request.body.set(name, value)
  ctx.press = newest += 1
  newestBody = new URLSearchParams(ctx.request.body)
})

document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  if (isPress(ctx)) onItsWay = ctx
})
document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
  if (ctx === onItsWay) onItsWay = null
})

// An outdated answer changes nothing: the cookie that came with it is written over, its toolbar is not swapped in.
document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
  if (isPress(ctx) && isOutdated(ctx)) keep(bantin.inForce())
})

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  if (!isPress(ctx)) return
  const isToolbar = tasks.some(({ fragment }) => fragment?.firstElementChild?.id === 'toolbar')
  if (isOutdated(ctx) || !isToolbar) event.preventDefault()
  if (!isToolbar) failed(ctx)
})

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => failed(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => failed(ctx))

// A held key presses once.
document.addEventListener('keydown', (event) => {
  const held = event.repeat && (event.key === 'Enter' || event.key === ' ')
  if (held && event.target.closest?.('#toolbar :is(button, summary)')) event.preventDefault()
})

// Leaving with an answer on its way. A newer press that waits behind it is sent at once and outlives the page.
addEventListener('pagehide', () => {
  if (!onItsWay) return
  leaveAnswerBehind()
  if (onItsWay.press === newest) return
  fetch(document.getElementById('toolbar-form').action, {
    method: 'POST', body: newestBody, keepalive: true, headers: { 'HX-Request': 'true' }
  }).catch(() => {})
})
