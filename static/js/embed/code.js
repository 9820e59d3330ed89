// The snippet for other sites: a button copies it, a link shows a preview in place. Without script the reader copies it
// by hand, and the link opens the embed.
import { announce } from '../live-region.js'

const button = document.getElementById('embed-copy')

async function copy() {
  const code = document.getElementById('embed-code')
  const copied = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
  if (copied) announce(button.dataset.done)
  // Copying was refused, or the page is not secure: the code is selected, ready for Ctrl+C.
  else code.select()
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

if (button) {
  button.hidden = false
  button.addEventListener('click', copy)
  document.querySelector('#embed-preview a').addEventListener('click', showPreview)
}
