// Draws how much of the article has been read, on the lower edge of the reading tools.

const tools = document.querySelector('.br-folio') ?? document.querySelector('.br-toolbar')
const text = document.querySelector('.br-article')

export function showProgress() {
  // How far the page has to be scrolled until the end of the text is in view.
  const whole = text.getBoundingClientRect().bottom + scrollY - innerHeight
  const read = whole > 0 ? Math.min(scrollY / whole, 1).toFixed(3) : '1'
  // The same value again would have the styles of all tools computed again.
  if (tools.style.getPropertyValue('--read') !== read) tools.style.setProperty('--read', read)
}
