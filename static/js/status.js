// What is heard. The live region stood in the first page and keeps its text.

let last = ''

// Says a text once. The same text twice would be silent, so a second time it ends in a no-break space.
export function say(text, { problem = false } = {}) {
  const status = document.getElementById('status')
  last = text === last ? `${text}\u00a0` : text
  status.textContent = last
  status.toggleAttribute('data-problem', problem)
}

// Says a text unless it is what was said last.
export function sayUnlessSaid(text, options) {
  if (last.trim() !== text) say(text, options)
}
