// The reader's shortcuts, kept on this device alone: whether they are on, and the key of each action.

const KEY = 'bantin-shortcuts'

export const DEFAULT_KEYS = { larger: '+', smaller: '-', heading: 'j', contents: 'm', theme: 'g', help: '?' }

// Without storage they last as long as the page.
let stored = null

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {}
  }
}

export function shortcuts() {
  stored ??= read()
  return { on: stored.on === true, keys: { ...DEFAULT_KEYS, ...stored.keys } }
}

export function storeShortcuts(values) {
  stored = { ...shortcuts(), ...values }
  try {
    localStorage.setItem(KEY, JSON.stringify(stored))
  } catch {
    // Full or blocked.
  }
}

addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) stored = null
})
