// A press on the reading toolbar: shown and kept inside the click, then told to the server.
import { holdPlace } from './place.js'
import { say, sayUnlessSaid } from './status.js'

const { bantin } = window
const YEAR_SECONDS = 365 * 24 * 60 * 60

// Open only while the page is shown: an open channel can keep a page out of the back/forward cache.
let otherTabs = null

let newest = 0
let issued = 0
let kept = true
let waitingBody = null

const toolbar = () => document.getElementById('toolbar')
const isPress = (ctx) => ctx.sourceElement?.id === 'toolbar-form'

// Shows values in the page and in its toolbar, holding the reader's place.
function showEverywhere(values, control) {
  holdPlace(control, () => {
    bantin.show(values)
    if (toolbar()) bantin.draw(toolbar())
  })
}

// Writes the cookie as the server would, without its `plain` mark. Tells whether the browser kept it.
function keep(values) {
  const others = bantin.cookie().split('&').filter((pair) => {
    const name = pair.split('=')[0]
    return name && name !== 'plain' && !(name in bantin.options)
  })
  const chosen = Object.keys(bantin.options)
    .filter((name) => values[name] !== bantin.options[name][0])
    .map((name) => `${name}=${values[name]}`)
  const text = [...chosen, ...others].join('&')
  const age = text ? YEAR_SECONDS : 0
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${bantin.cookieName}=${text}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`
  return bantin.cookie() === text && navigator.cookieEnabled
}

// The sentence for a press: the new value, and whether it is a limit.
function sentence(button) {
  const { dataset } = toolbar()
  if (button.name === 'theme') return dataset.sayTheme.replace('{value}', button.textContent.trim())
  const name = button.id.replace('toolbar-', '')
  const atLimit = button.getAttribute('aria-disabled') === 'true'
  const template = atLimit ? (dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? dataset.sayDefault) : dataset.sayText
  return template.replace('{value}', bantin.inForce().text)
}

function announce(button) {
  const { sayNotKept } = toolbar().dataset
  say(kept ? sentence(button) : `${sentence(button)}. ${sayNotKept}`, { problem: !kept })
}

function failed(ctx) {
  if (!isPress(ctx) || ctx.press !== newest) return
  const { sayHere, sayNotKept } = toolbar().dataset
  sayUnlessSaid(kept ? sayHere : sayNotKept, { problem: true })
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
  kept = keep(values)
  announce(button)
  otherTabs?.postMessage(values)
  for (const [name, value] of Object.entries(values)) ctx.request.body.set(name, value)
  ctx.press = newest += 1
  waitingBody = new URLSearchParams(ctx.request.body)
})

document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  if (isPress(ctx)) issued = ctx.press
})

// An outdated answer changes nothing: the cookie that came with it is written over, its toolbar is not swapped in.
document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
  if (isPress(ctx) && ctx.press !== newest) keep(bantin.inForce())
})

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  if (!isPress(ctx)) return
  const isToolbar = tasks.some(({ fragment }) => fragment?.firstElementChild?.id === 'toolbar')
  if (ctx.press !== newest || !isToolbar) event.preventDefault()
  if (!isToolbar) failed(ctx)
})

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => failed(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => failed(ctx))

// A held key presses once.
document.addEventListener('keydown', (event) => {
  if (event.repeat && event.key === 'Enter' && event.target.closest?.('#toolbar button')) event.preventDefault()
})

// Leaving with a press still waiting behind a slow answer: it is sent at once and outlives the page.
addEventListener('pagehide', () => {
  otherTabs?.close()
  otherTabs = null
  if (issued === newest || !waitingBody) return
  issued = newest
  fetch(document.getElementById('toolbar-form').action, {
    method: 'POST', body: waitingBody, keepalive: true, headers: { 'HX-Request': 'true' }
  }).catch(() => {})
})

// In step: with the cookie after Back and on becoming visible, with the values that another tab sends.
function fromCookie() {
  if (!kept) return
  const values = bantin.parse(bantin.cookie())
  const now = bantin.inForce()
  if (Object.keys(values).some((name) => values[name] !== now[name])) showEverywhere(values, null)
}

function listenToOtherTabs() {
  if (otherTabs || !('BroadcastChannel' in window)) return
  otherTabs = new BroadcastChannel(bantin.cookieName)
  otherTabs.addEventListener('message', (event) => showEverywhere(event.data, null))
}

listenToOtherTabs()
addEventListener('pageshow', (event) => {
  listenToOtherTabs()
  if (!event.persisted) return
  const language = /(?:^|&)lang=([a-z]+)/.exec(bantin.cookie())
  const fixed = new URLSearchParams(location.search).has('lang')
  if (language && !fixed && toolbar() && language[1] !== toolbar().dataset.language) location.reload()
  else fromCookie()
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') fromCookie()
})
