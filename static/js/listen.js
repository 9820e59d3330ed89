// Shows the button that lets a voice read the article, where the browser has a voice in the article's language or the
// site has its audio, and loads the player when it is first pressed.
import { announce } from './live-region.js'
import { listeningOn } from './speech/queue.js'
import { voicesFor } from './speech/voices.js'

const button = document.getElementById('listen')
let isLoading = false

function showIfHeard() {
  if (document.getElementById('audio-element') || voicesFor(button.dataset.lang).length) button.hidden = false
  if (!button.hidden && listeningOn()) load()
}

async function load() {
  if (isLoading) return
  isLoading = true
  button.removeEventListener('click', load)
  await import(button.dataset.player).catch(() => {
    isLoading = false
    button.addEventListener('click', load)
    announce(button.dataset.failed, { isProblem: true })
  })
}

if (button) {
  showIfHeard()
  // Browsers load their list of voices late, and some say so in an event only.
  window.speechSynthesis?.addEventListener?.('voiceschanged', showIfHeard)
  button.addEventListener('click', load)
}
