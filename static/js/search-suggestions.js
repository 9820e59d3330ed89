// Titles of articles below the search field while a reader types: a combobox with a list box (ARIA Authoring Practices
// Guide, editable combobox with list autocomplete). Loaded when the field first has the focus; without it the field is
// that of a plain form.
import { announceIfNew } from './live-region.js'

const DELAY_MILLISECONDS = 150
const SHORTEST = 2

const field = document.getElementById('search-query')
const { suggestions: address, suggestionsName, suggestionsCount, suggestionsNone } = field.dataset
const list = document.createElement('ul')
let active = -1
let timer = 0
let request = new AbortController()

list.id = 'search-suggestions'
list.className = 'br-suggestions'
list.setAttribute('role', 'listbox')
list.setAttribute('aria-label', suggestionsName)
list.hidden = true
field.form.append(list)
for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id]]) {
  field.setAttribute(name, value)
}

function activate(index) {
  list.children[active]?.setAttribute('aria-selected', 'false')
  active = index
  const option = list.children[active]
  if (option) {
    option.setAttribute('aria-selected', 'true')
    field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  } else field.removeAttribute('aria-activedescendant')
}

function close() {
  clearTimeout(timer)
  request.abort()
  activate(-1)
  list.hidden = true
  field.setAttribute('aria-expanded', 'false')
}

function optionOf({ title, url, lang }, index) {
  const option = document.createElement('li')
  option.id = `search-suggestion-${index}`
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.lang = lang
  option.textContent = title
  option.dataset.url = url
  return option
}

function show(articles) {
  close()
  list.replaceChildren(...articles.map(optionOf))
  const isOpen = articles.length > 0
  list.hidden = !isOpen
  field.setAttribute('aria-expanded', String(isOpen))
  announceIfNew(isOpen ? suggestionsCount.replace('{count}', articles.length) : suggestionsNone)
}

async function suggest() {
  const typed = field.value.trim()
  if (typed.length < SHORTEST) return close()
  request.abort()
  request = new AbortController()
  try {
    const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: request.signal })
    const { articles } = await response.json()
    if (field.value.trim() === typed && document.activeElement === field) show(articles)
  } catch {
    // Offline, outdated, or the store is away: the form itself still works.
  }
}

field.addEventListener('input', () => {
  close()
  timer = setTimeout(suggest, DELAY_MILLISECONDS)
})
field.addEventListener('keydown', (event) => {
  const { length } = list.children
  if (list.hidden || event.isComposing) return
  if (event.key === 'ArrowDown') activate(active + 1 < length ? active + 1 : 0)
  else if (event.key === 'ArrowUp') activate(active > 0 ? active - 1 : length - 1)
  else if (event.key === 'Escape') close()
  else if (event.key === 'Enter' && active >= 0) location.assign(list.children[active].dataset.url)
  else return
  event.preventDefault()
})
field.addEventListener('blur', close)
// The field keeps the focus while an option is pressed.
list.addEventListener('pointerdown', (event) => event.preventDefault())
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role="option"]')
  if (option) location.assign(option.dataset.url)
})
if (field.value !== field.defaultValue) suggest()
