// Keeps the article of this page on this device, or removes it again. Loaded by the first press.
import { announce } from '../live-region.js'
import { Copies } from './copies.js'

const MOST_AUDIO_BYTES = 30e6
const button = document.getElementById('keep')
const { dataset } = button
const copies = new Copies(dataset.root)
let isBusy = false

// The publisher's recording, then the voice of the site, in a format that this browser plays, as far as there is room.
function audio() {
  let room = MOST_AUDIO_BYTES
  return ['audio-element', 'voice-element'].flatMap((id) => {
    const element = document.getElementById(id)
    const source = [...element?.querySelectorAll('source') ?? []].find(({ type }) => element.canPlayType(type))
    const bytes = Number(source?.dataset.bytes)
    if (!source || bytes > room) return []
    room -= bytes
    return [source.src]
  })
}

// The pictures in the sizes that this page shows, the sentences for the voice, and the audio.
function files() {
  const pictures = [...document.querySelectorAll('article img')].map(({ currentSrc, src }) => currentSrc || src)
  const speech = document.getElementById('listen')?.dataset.speech
  return [...pictures, ...(speech ? [speech] : []), ...audio()]
}

async function toggle() {
  const isKept = button.getAttribute('aria-pressed') === 'true'
  if (isKept) {
    await copies.remove('kept', location.pathname)
    announce(dataset.removed)
  } else {
    announce(dataset.working)
    await copies.keep(location.pathname, files())
    await copies.remove('read', location.pathname)
    announce(dataset.done)
    // The browser may then not remove the copies by itself.
    navigator.storage?.persist?.().catch(() => {})
  }
  button.setAttribute('aria-pressed', String(!isKept))
}

async function press() {
  if (isBusy) return
  isBusy = true
  try {
    await toggle()
  } catch (error) {
    announce(error.name === 'QuotaExceededError' ? dataset.full : dataset.failed, { isProblem: true })
  }
  isBusy = false
}

button.addEventListener('click', press)
press()
