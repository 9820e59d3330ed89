// Copies the code for embedding. Without script it is selected and copied by hand.
import { say } from './status.js'

const button = document.getElementById('embed-copy')

if (button) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const code = document.getElementById('embed-code')
    code.select()
    // Refused where the page came without HTTPS; the selection stands, ready for the keys.
    const copied = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
    if (copied || document.execCommand('copy')) say(button.dataset.done)
  })
}
