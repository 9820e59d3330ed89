// Keyboard shortcuts, for readers who have switched them on (WCAG 2.2, 2.1.4). Without them this file is loaded on the
// settings page alone.
import { actions } from './shortcuts/actions.js'
import { openDialog } from './shortcuts/dialog.js'
import { initSettings } from './shortcuts/settings.js'
import { shortcuts } from './shortcuts/store.js'

const isTyping = ({ target }) => target.matches?.('input:not([type=checkbox], [type=radio]), textarea, select')

document.addEventListener('keydown', (event) => {
  const hasModifier = event.ctrlKey || event.altKey || event.metaKey
  if (hasModifier || event.repeat || event.isComposing || isTyping(event)) return
  if (document.querySelector('dialog[open]')) return
  const { on, keys } = shortcuts()
  const name = on && Object.keys(keys).find((one) => keys[one] === event.key.toLowerCase())
  if (!name) return
  event.preventDefault()
  if (name === 'help') openDialog()
  else actions[name]()
})

initSettings(document.getElementById('shortcuts'))
