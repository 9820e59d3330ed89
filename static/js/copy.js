// Copies the code for embedding. Without script it is selected and copied by hand.
import { say } from './status.js'

const button = document.getElementById('embed-copy')

if (button) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const code = document.getElementById('embed-code')
    const copied = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
    if (copied) say(button.dataset.done)
    // Refused, or the page came without HTTPS: the code is selected, ready for the keys.
    else code.select()
  })
}
