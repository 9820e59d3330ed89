// The address and the snippet for other sites: buttons copy them, a link shows a preview in place. Without script the
// reader copies them by hand, and the link opens the embed.
import { copyBy } from '../copy-button.js'

async function copy({ currentTarget: button }) {
  const field = document.getElementById(button.dataset.copies)
  // Copying was refused, or the page is not secure: the text is selected, ready for Ctrl+C.
  if (!await copyBy(button, field.value)) field.select()
}

function showPreview(event) {
  event.preventDefault()
  const place = event.currentTarget.parentElement
  const frame = Object.assign(document.createElement('iframe'), {
    src: event.currentTarget.href, title: place.dataset.title, height: 480
  })
  place.replaceWith(frame)
  frame.focus()
}

for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false
  button.addEventListener('click', copy)
}
document.querySelector('#embed-preview a')?.addEventListener('click', showPreview)
