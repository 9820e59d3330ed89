// What is heard. The live region stood in the first page and keeps its text.

const status = () => document.getElementById('status')

// Says a text once. The same text twice would be silent, so a second time it ends in a no-break space.
export function say(text, { problem = false } = {}) {
  const region = status()
  region.textContent = text === region.textContent ? `${text}\u00a0` : text
  region.toggleAttribute('data-problem', problem)
}

// Says a text unless it is what was said last.
export function sayUnlessSaid(text, options) {
  if (status().textContent.trim() !== text) say(text, options)
}
