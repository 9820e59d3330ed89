// The settings page: a choice is applied, saved and sent to the server at once. A language is another page; it waits for
// the button (WCAG 2.2, 3.2.2).
import { announce, announceIfNew } from './live-region.js'
import { applyPreferences, broadcast, isSaved, saveCookie } from './preferences-store.js'

const { bantin } = window
const form = document.getElementById('settings')
const chosen = {}
let latest = 0

async function send() {
  latest += 1
  const choice = latest
  const body = new URLSearchParams({ ...bantin.current(), ...chosen })
  const response = await fetch(form.action, { method: 'POST', body, keepalive: true, headers: { 'HX-Request': 'true' } })
    .catch(() => null)
  // A response that is outdated has set the cookie of its own request.
  if (choice !== latest) saveCookie({ ...bantin.current(), ...chosen })
  else if (isSaved() && !response?.ok) announceIfNew(form.dataset.offline, { isProblem: true })
}

function announceChoice(radio) {
  const { saved, notSaved } = form.dataset
  const name = radio.closest('fieldset').querySelector('legend').firstChild.data.trim()
  const value = radio.closest('label').textContent.trim()
  announce(isSaved() ? saved.replace('{name}', name).replace('{value}', value) : notSaved, { isProblem: !isSaved() })
}

if (form) bantin.savesChoices = true
form?.addEventListener('change', ({ target }) => {
  const { name, value } = target
  if (name === 'lang') {
    if (!target.defaultChecked) announce(form.dataset.waits)
    return
  }
  if (name in bantin.current()) applyPreferences({ ...bantin.current(), [name]: value }, target)
  else chosen[name] = value
  saveCookie({ ...bantin.current(), ...chosen })
  announceChoice(target)
  broadcast(bantin.current())
  send()
})
