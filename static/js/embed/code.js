// The code for embedding: copied by a button, and shown as it will look. Without script it is selected and copied by
// hand, and a link shows the article as it will stand elsewhere.
import { say } from '../live-region.js'

const button = document.getElementById('embed-copy')

async function copy() {
  const code = document.getElementById('embed-code')
  const copied = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
  if (copied) say(button.dataset.done)
  // Refused, or the page came without HTTPS: the code is selected, ready for the keys.
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
