// The switch of the shortcuts and the field of each key, on the settings page and in the dialog.
import { DEFAULT_KEYS, shortcuts, storeShortcuts } from './store.js'

function show(section) {
  const { on, keys } = shortcuts()
  section.querySelector('#shortcuts-on').checked = on
  for (const name of Object.keys(DEFAULT_KEYS)) section.querySelector(`#key-${name}`).value = keys[name]
}

// An empty field leaves its action without a key. A key that another action has is refused.
function change(section, field) {
  const { keys } = shortcuts()
  const name = field.id.replace('key-', '')
  const key = field.value.trim().toLowerCase()
  const isTaken = key !== '' && Object.entries(keys).some(([other, taken]) => other !== name && taken === key)
  section.querySelector('#shortcuts-problem').hidden = !isTaken
  field.toggleAttribute('aria-invalid', isTaken)
  if (isTaken) field.setAttribute('aria-invalid', 'true')
  else storeShortcuts({ keys: { ...keys, [name]: key } })
}

export function initSettings(section) {
  if (!section) return
  section.hidden = false
  show(section)
  section.querySelector('#shortcuts-on').addEventListener('change', ({ target }) => storeShortcuts({ on: target.checked }))
  section.querySelector('#shortcuts-reset').addEventListener('click', () => {
    storeShortcuts({ keys: DEFAULT_KEYS })
    section.querySelector('#shortcuts-problem').hidden = true
    show(section)
  })
  for (const field of section.querySelectorAll('[id^=key-]')) {
    // The field holds one character: a new one replaces it.
    field.addEventListener('focus', () => field.select())
    field.addEventListener('input', () => change(section, field))
  }
}
