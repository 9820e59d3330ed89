// A button that copies says so itself, where the eye is, and in the live region.
import { announce } from './live-region.js'

const DONE_MILLISECONDS = 4000

// Copies `text`; tells whether the browser allowed it.
export async function copyBy(button, text) {
  const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false)
  if (!isCopied) return false
  announce(button.dataset.announcement)
  button.dataset.name ??= button.textContent
  button.style.minInlineSize = `${button.offsetWidth}px`
  button.textContent = button.dataset.done
  setTimeout(() => { button.textContent = button.dataset.name }, DONE_MILLISECONDS)
  return true
}
