// Loads what a reader has asked for and most have not: the ruler, the keyboard shortcuts, and
// the suggestions of the search field.

const root = document.documentElement
const { ruler, shortcuts } = document.currentScript.dataset
const load = (path) => import(new URL(path, location.href).href)

function hasShortcuts() {
  try {
    return JSON.parse(localStorage.getItem('bantin-shortcuts'))?.on === true
  } catch {
    return false
  }
}

function loadRuler() {
  if (root.dataset.ruler !== 'off') load(ruler)
}

new MutationObserver(loadRuler).observe(root, { attributeFilter: ['data-ruler'] })
loadRuler()
if (hasShortcuts() || document.getElementById('shortcuts')) load(shortcuts)
const loadSuggestions = (target) => { if (target?.id === 'search-query') load(target.dataset.script).catch(() => {}) }
// The field may have the focus before this script runs.
loadSuggestions(document.activeElement)
document.addEventListener('focusin', ({ target }) => loadSuggestions(target))
