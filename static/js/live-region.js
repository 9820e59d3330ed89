// Announcements to screen readers, through the live region that every page has from the start.

const region = () => document.getElementById('status')

// Announces a text. The same text twice would not be spoken, so the second time it ends in a no-break space.
export function announce(text, { isProblem = false } = {}) {
  const { textContent } = region()
  region().textContent = text === textContent ? `${text}\u00a0` : text
  region().toggleAttribute('data-problem', isProblem)
}

// Announces a text unless it is the latest announcement.
export function announceIfNew(text, options) {
  if (region().textContent.trim() !== text) announce(text, options)
}
