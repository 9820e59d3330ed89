// The article to hear after this one: the next older one of the section, as the page lists it, else its first headline.
import { AudioSpeaker } from './audio-speaker.js'
import { listenOn } from './queue.js'
import { Speaker } from './speaker.js'

const SILENT = { sentence() {}, ended() {}, silent() {}, changed() {} }

// Shows it in `link`, and lets the reader that has read this article say its title. Returns what says it, to be
// stopped; null without a next article. `note` is what the next page's player shall know.
export async function offerNext(link, speaker, note) {
  const next = document.querySelector('.br-read-on a[rel="next"]') ?? document.querySelector('.br-read-on a')
  if (!next) return null
  const path = new URL(next.href).pathname
  const title = document.createElement('span')
  title.lang = next.closest('[lang]').lang
  title.textContent = (next.lastElementChild ?? next).textContent
  link.replaceChildren(link.firstElementChild, ' ', title)
  link.href = next.href
  link.hidden = false
  // Another tab that the press opens does not go on by itself.
  link.onclick = ({ ctrlKey, metaKey, shiftKey }) => { if (!ctrlKey && !metaKey && !shiftKey) listenOn({ ...note, path }) }
  const response = await fetch(`${path}/speech.json`)
  if (!response.ok) return null
  const { lang, sentences, audio } = await response.json()
  return saying(sentences[0], lang, audio, speaker)
}

function saying(sentence, lang, audio, speaker) {
  if (!(speaker instanceof AudioSpeaker)) {
    const said = new Speaker([sentence], lang, SILENT)
    if (!said.voice) return null
    if (said.voices.includes(speaker.voice)) said.voice = speaker.voice
    said.rate = speaker.rate
    said.play()
    return said
  }
  const element = new Audio()
  const source = audio?.sources.find(({ type }) => element.canPlayType(type))
  if (!source) return null
  // The title alone (Media Fragments URI 1.0, 4.2.1).
  element.src = `${source.src}#t=0,${sentence.end}`
  element.playbackRate = speaker.rate
  element.play().catch(() => {})
  return { stop: () => element.pause() }
}
