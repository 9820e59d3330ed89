// The page of saved articles: lists the copies on this device, and removes them.
import { announce } from '../live-region.js'
import { listenOn } from '../speech/queue.js'
import { primary, voicesFor } from '../speech/voices.js'
import { Copies } from './copies.js'
import { showBook } from './saved-book.js'

const place = document.getElementById('saved-articles')
const { dataset } = place
const copies = new Copies(dataset.root)
const language = document.documentElement.dataset.language
const isCopy = 'copy' in document.documentElement.dataset
const one = (id) => document.getElementById(id)
const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
  day: '2-digit', month: '2-digit', year: 'numeric'
})

function size(bytes) {
  const [step, unit] = bytes < 1e6 ? [1e3, 'KB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB']
  const value = step === 1e3 ? Math.max(1, Math.round(bytes / step)) : bytes / step
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value)} ${unit}`
}

async function item(kind, copy) {
  const row = one('saved-item').content.cloneNode(true).firstElementChild
  const link = row.querySelector('a')
  const button = row.querySelector('button')
  if (copy.language) row.querySelector('h3').lang = copy.language
  link.href = copy.path
  link.textContent = copy.title
  const time = row.querySelector('time')
  time.dateTime = copy.at
  time.textContent = time.textContent.replace('{date}', day.format(new Date(copy.at)))
  row.querySelector('.br-saved-articles__size').textContent = size(await copies.sizeOf(copy))
  button.setAttribute('aria-label', button.dataset.label.replace('{title}', copy.title))
  button.addEventListener('click', async () => {
    const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('button') ?? one('title')
    await copies.remove(kind, copy.path)
    await show()
    announce(dataset.removed)
    // The button is gone; the focus goes to the next one, or to the heading.
    const id = next.dataset.path
    const target = [...place.querySelectorAll('button')].find((button) => id && button.dataset.path === id) ?? one('title')
    target.focus()
  })
  button.dataset.path = `${kind} ${copy.path}`
  return row
}

async function list(kind) {
  const found = await copies.list(kind)
  const rows = await Promise.all(found.map((copy) => item(kind, copy)))
  one(`saved-${kind}-list`).replaceChildren(...rows)
  one(`saved-${kind}-list`).hidden = found.length === 0
  one(`saved-${kind}-none`).hidden = found.length > 0
  one(`saved-${kind}-clear`).hidden = found.length === 0
}

// The articles are heard in the order of the list, from the first on that this browser can read or that has audio: in the
// page's language if there is one.
async function showListen() {
  const heard = (await copies.list('kept')).filter(({ html, language: spoken }) =>
    html.includes('id="audio-element"') || voicesFor(spoken).length > 0)
  const first = heard.find(({ language: spoken }) => primary(spoken) === language) ?? heard[0]
  one('saved-listen').hidden = !first
  one('saved-listen').onclick = () => {
    listenOn({ path: first.path, rate: 1, heard: [] })
    location.assign(first.path)
  }
}

async function showRoom() {
  const { usage, quota } = await navigator.storage?.estimate?.() ?? {}
  one('saved-room').hidden = !quota
  if (quota) one('saved-room').textContent = dataset.room.replace('{used}', size(usage)).replace('{quota}', size(quota))
}

async function show() {
  await list('kept')
  await list('read')
  await showListen()
  if (!isCopy) showBook(await copies.list('kept'))
  one('saved-read-switch').setAttribute('aria-pressed', String(await copies.keepsRead()))
  await showRoom()
}

// What has been withdrawn since leaves this device.
async function removeWithdrawn() {
  if (!await copies.removeWithdrawn()) return
  await show()
  announce(dataset.withdrawn)
}

async function clear(kind) {
  for (const { path } of await copies.list(kind)) await copies.remove(kind, path)
  await show()
  announce(dataset.removed)
  one('title').focus()
}

async function switchRead({ currentTarget: button }) {
  await copies.switchRead(button.getAttribute('aria-pressed') !== 'true')
  await show()
}

// A copy of this page is in the language of its making; there is one in each.
const { lang } = window.bantin.parseCookie(window.bantin.readCookie())

if (isCopy && lang !== 'auto' && lang !== language) {
  location.replace(`${dataset.root}saved?lang=${lang}`)
} else if ('serviceWorker' in navigator && 'caches' in window) {
  one('title').tabIndex = -1
  for (const kind of ['kept', 'read']) one(`saved-${kind}-clear`).addEventListener('click', () => clear(kind))
  one('saved-read-switch').addEventListener('click', switchRead)
  // Browsers load their list of voices late.
  window.speechSynthesis?.addEventListener?.('voiceschanged', showListen)
  show().then(() => {
    place.hidden = false
    one('saved-needs').hidden = true
    addEventListener('online', removeWithdrawn)
    if (!isCopy) return removeWithdrawn()
  }).catch(() => {})
}
