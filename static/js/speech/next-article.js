// The article to hear after this one: the next that the reader keeps for later, else the one that the server has chosen
// (services/read_on.py).
import { AudioSpeaker } from './audio-speaker.js'
import { nextKept } from './kept-queue.js'
import { listenOn } from './queue.js'
import { Speaker } from './speaker.js'

const SILENT = { sentence() {}, ended() {}, silent() {}, changed() {} }

// Shows its link, and lets the reader that has read this article say its title. Returns what says it, to be stopped;
// null without a next article. `note` is what the next page's player shall know, `language` that of this article.
export async function offerNext(link, speaker, note, language) {
  const kept = await nextKept(note.heard, language).catch(() => undefined)
  if (kept) leadTo(kept, link)
  if (!link.hasAttribute('href')) return null
  const path = new URL(link.href).pathname
  link.hidden = false
  // Another tab that the press opens does not go on by itself.
  link.onclick = ({ ctrlKey, metaKey, shiftKey }) => { if (!ctrlKey && !metaKey && !shiftKey) listenOn({ ...note, path }) }
  const response = await fetch(`${path}/speech.json`)
  if (!response.ok) return null
  const { lang, sentences, audio } = await response.json()
  return saying(sentences[0], lang, audio, speaker)
}

function leadTo({ path, title, language }, link) {
  const [label] = link.children
  label.textContent = link.dataset.kept
  link.replaceChildren(label, ' ', Object.assign(document.createElement('span'), { lang: language, textContent: title }))
  link.href = path
}

function saying(sentence, lang, audio, speaker) {
  if (!(speaker instanceof AudioSpeaker)) {
    const said = new Speaker([sentence], lang, SILENT)
    if (said.voices.includes(speaker.voice)) said.voice = speaker.voice
    said.rate = speaker.rate
    if (said.voice) {
      said.play()
      return said
    }
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
