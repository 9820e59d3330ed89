// A press where the frame may make requests: shown inside the click, then told to the server, which keeps it.
import htmx from 'htmx.org'
import '../trusted-types.js'
import { holdPlace } from '../scroll-anchor.js'
import { say, sayUnlessSaid } from '../live-region.js'
import { sentence } from './announcement.js'

const root = document.documentElement
const toolbar = () => document.getElementById('widget-toolbar')

let newest = 0
let control = ''
const chosen = JSON.parse(toolbar().dataset.chosen)

function mark(link, name, isOn) {
  if (isOn) link.setAttribute(name, 'true')
  else link.removeAttribute(name)
}

function setLink(link, value, atLimit) {
  const address = new URL(link.href)
  address.searchParams.set(`set-${link.dataset.name}`, value)
  link.href = address
  link.dataset.value = value
  mark(link, 'aria-disabled', atLimit)
  document.getElementById(`${link.id}-limit`).hidden = !atLimit
}

// Brings the shown value, the next values and the limits in step with what the page shows.
function draw() {
  const { text, theme } = root.dataset
  const listed = JSON.parse(toolbar().dataset.options).text
  const sizes = [...listed].sort((one, other) => one - other)
  const place = sizes.indexOf(text)
  const next = { smaller: sizes[Math.max(place - 1, 0)], larger: sizes[Math.min(place + 1, sizes.length - 1)], reset: listed[0] }
  for (const [name, value] of Object.entries(next)) setLink(document.getElementById(`toolbar-${name}`), value, value === text)
  document.getElementById('toolbar-value').textContent = `${text}%`
  for (const link of toolbar().querySelectorAll('[data-name=theme]')) mark(link, 'aria-current', link.dataset.value === theme)
}

document.addEventListener('bantin:control', (event) => {
  const link = event.target
  const { name, value } = link.dataset
  // Another language is another page.
  if (name === 'lang') return
  event.preventDefault()
  if (link.getAttribute('aria-disabled') === 'true') {
    say(sentence(link))
    return
  }
  holdPlace(link, () => {
    root.dataset[name] = value
    draw()
  })
  chosen[name] = value
  control = link.id.replace('toolbar-', '')
  newest += 1
  say(sentence(link))
  htmx.trigger(toolbar(), 'bantin:press')
})

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  for (const [name, value] of Object.entries(chosen)) ctx.request.body.set(`set-${name}`, value)
  ctx.request.body.set('pressed', control)
  ctx.press = newest
})

// An outdated answer is not swapped in, nor one that is no toolbar.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  const isToolbar = tasks.some(({ fragment }) => fragment?.firstElementChild?.id === 'widget-toolbar')
  if (ctx.press !== newest || !isToolbar) event.preventDefault()
  if (!isToolbar) failed(ctx)
})

function failed(ctx) {
  if (ctx.press === newest) sayUnlessSaid(toolbar().dataset.sayHere, { problem: true })
}

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => failed(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => failed(ctx))
