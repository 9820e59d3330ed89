// Runs in <head> before the first paint. Applies the preferences of the reader's cookie, because the page may be a copy
// from a shared cache. `window.bantin` offers the same functions to the scripts that follow.
import { updateToolbar } from './toolbar-controls.js'

const { cookie: cookieName, longest, path: cookiePath, preferences, shown } = document.currentScript.dataset
const { documentElement: root } = document
const options = JSON.parse(preferences)
// The preferences that CSS alone applies; the others change the markup.
const names = shown.split(' ')

// The text of the cookie, '' without one.
function readCookie() {
  const prefix = `${cookieName}=`
  const pair = document.cookie.split('; ').find((one) => one.startsWith(prefix))
  return pair?.slice(prefix.length) ?? ''
}

// The first valid value of each preference, else its default. A cookie that is too long counts as none.
function parseCookie(text) {
  const pairs = text.length > longest ? [] : text.split('&')
  const storedValue = (name) => pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .find((value) => options[name].includes(value)) ?? options[name][0]
  return Object.fromEntries(Object.keys(options).map((name) => [name, storedValue(name)]))
}

// The values that the page shows.
function current() {
  return Object.fromEntries(names.map((name) => [name, root.dataset[name]]))
}

function apply(values) {
  for (const name of names) root.dataset[name] = values[name]
}

function setValue(button, value) {
  button.value = value
}

// Brings the toolbar, or the form of the settings page, in step with the values that the page shows.
function updateControls() {
  const toolbar = document.getElementById('toolbar')
  const form = document.getElementById('settings')
  if (toolbar) updateToolbar(toolbar, current(), setValue, 'aria-pressed')
  if (!form) return
  for (const name of names) document.getElementById(`choice-${name}-${root.dataset[name]}`).checked = true
}

window.bantin = { apply, cookieName, cookiePath, current, options, parseCookie, readCookie, updateControls }
apply(parseCookie(readCookie()))
// The text waits for its fonts, as long as the style sheet lets it.
if (root.dataset.face !== options.face[0]) root.dataset.waits = ''
