// The article to hear after this one: the next that the reader keeps for later, else the first to read on with
// (templates/articles/read-on.html) that has not been heard in this run.
import { AudioSpeaker } from './audio-speaker.js'
import { nextKept } from './kept-queue.js'
import { listenOn } from './queue.js'
import { Speaker } from './speaker.js'

// Through a section from its newest article on, as `to_hear` of services/read_on.py.
const READ_ON = ['[rel=next]', '.br-list a', '[rel=prev]']
const SILENT = { sentence() {}, ended() {}, silent() {}, changed() {} }

// Shows its link, and lets the reader that has read this article say its title. Returns what says it, to be stopped;
// null without a next article. `note` is what the next page's player shall know, `language` that of this article.
export async function offerNext(link, speaker, note, language) {
  const kept = await nextKept(note.heard, language).catch(() => undefined)
  const next = kept ?? nextToReadOn(note.heard)
  if (!next) return null
  const { path } = next
  link.dataset.chosen ??= link.textContent
  leadTo(next, link, kept ? link.dataset.kept : link.dataset.chosen)
  // Another tab that the press opens does not go on by itself.
  link.onclick = ({ ctrlKey, metaKey, shiftKey }) => { if (!ctrlKey && !metaKey && !shiftKey) listenOn({ ...note, path }) }
  const response = await fetch(`${path}/speech.json`)
  if (!response.ok) return null
  const { lang, sentences, audio } = await response.json()
  return saying(sentences[0], lang, audio, speaker)
}

// Undefined where all have been heard.
function nextToReadOn(heard) {
  const links = READ_ON.flatMap((which) => [...document.querySelectorAll(`.br-read-on ${which}`)])
  const link = links.find(({ pathname }) => !heard.includes(pathname))
  const title = link?.querySelector('[lang]') ?? link
  return link && { path: link.pathname, title: title.textContent, language: title.closest('[lang]').lang }
}

function leadTo({ path, title, language }, link, label) {
  const span = (values) => Object.assign(document.createElement('span'), values)
  link.replaceChildren(span({ textContent: label }), ' ', span({ lang: language, dir: 'auto', textContent: title }))
  link.href = path
  link.hidden = false
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
