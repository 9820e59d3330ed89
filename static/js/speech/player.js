// The player: a bar at the foot of the page that lets a voice read the article, sentence by sentence.
import { announce } from '../live-region.js'
import { listeningPlaces } from '../reading/places-store.js'
import { AudioSpeaker } from './audio-speaker.js'
import { Following } from './following.js'
import { load } from './load.js'
import { beginSession, endSession, showInSession } from './media-session.js'
import { offerNext } from './next-article.js'
import { endListeningOn, listeningOn } from './queue.js'
import { readersFor } from './readers.js'
import { rangesOf } from './sentence-ranges.js'
import { Speaker } from './speaker.js'

let player

// Opens the bar for the article of the button `listen`, and reads on from where the reader stopped.
async function open(listen) {
  if (player) return player.part('play').focus()
  const speech = await load(listen).catch(() => null)
  if (!speech) {
    endListeningOn()
    return announce(listen.dataset.failed, { isProblem: true })
  }
  document.body.append(document.getElementById('player-template').content.cloneNode(true))
  player = new Player(document.getElementById('player'), listen, speech)
  player.start()
}

class Player {
  constructor(bar, listen, { lang, sentences, audio }) {
    this.bar = bar
    this.listen = listen
    this.lang = lang
    this.sentences = sentences
    this.readers = readersFor(lang, audio && document.getElementById('audio-element'), this.part('voice').dataset.audio)
    const article = document.querySelector('main article')
    this.following = new Following(rangesOf(article, sentences), bar, (isAway) => { this.part('follow').hidden = !isAway })
    this.failed = new Set()
    this.heard = []
    this.listeners = new AbortController()
    this.#choose(this.readers[0])
    this.#fillVoices()
    this.#listenToControls()
  }

  part(name) {
    return document.getElementById(`player-${name}`)
  }

  start() {
    this.#goOnAs(listeningOn())
    endListeningOn()
    const stopped = this.#remembered()
    this.part('restart').hidden = stopped === 0
    this.part('play').focus()
    this.play(stopped)
  }

  play(index) {
    this.nextTitle?.stop()
    this.speaker.play(index)
    this.#showState()
  }

  pause() {
    this.speaker.stop()
    this.#showState()
  }

  close() {
    this.nextTitle?.stop()
    this.speaker.release()
    this.listeners.abort()
    endSession()
    this.following.end()
    this.bar.remove()
    document.documentElement.removeAttribute('data-listening')
    player = undefined
    this.listen.focus()
  }

  #listenToControls() {
    const actions = {
      play: () => (this.speaker.playing ? this.pause() : this.play()),
      back: () => this.play(this.speaker.index - 1),
      next: () => this.play(this.speaker.index + 1),
      restart: () => this.play(0),
      follow: () => this.following.follow(),
      close: () => this.close()
    }
    for (const [name, action] of Object.entries(actions)) this.part(name).addEventListener('click', action)
    this.part('rate').addEventListener('change', ({ target }) => this.#changeRate(Number(target.value)))
    this.part('voice').addEventListener('change', ({ target }) => this.#changeReader(this.readers[target.selectedIndex]))
    this.bar.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.close() })
    window.addEventListener('pagehide', () => this.#leave(), { signal: this.listeners.signal })
    beginSession(actions, document.getElementById('title').textContent)
    document.documentElement.toggleAttribute('data-listening', true)
  }

  // Chromium's voice would go on across pages; a page that comes back from the cache waits for a press.
  #leave() {
    this.nextTitle?.stop()
    this.pause()
  }

  #choose(reader) {
    const handlers = {
      sentence: (index) => this.#atSentence(index),
      ended: () => this.#ended(),
      silent: () => this.#silent(reader),
      changed: () => { if (player === this) this.#showState() }
    }
    this.speaker = reader.audio ? new AudioSpeaker(reader.audio, this.sentences, handlers) : new Speaker(this.sentences, this.lang, handlers)
    if (reader.voice) this.speaker.voice = reader.voice
  }

  #fillVoices() {
    const select = this.part('voice')
    for (const { name } of this.readers) select.append(new Option(name))
    select.closest('label').hidden = this.readers.length < 2
  }

  #changeReader(reader) {
    const { index, playing, rate } = this.speaker
    this.speaker.release()
    this.#choose(reader)
    this.speaker.rate = rate
    this.speaker.moveTo(index)
    if (playing) this.play(index)
    else this.#showState()
  }

  #changeRate(rate) {
    this.speaker.rate = rate
    if (this.speaker.playing) this.play()
  }

  #atSentence(index) {
    this.following.mark(index)
    const { sentence } = this.part('place').dataset
    this.part('place').textContent = sentence.replace('{number}', index + 1).replace('{count}', this.sentences.length)
    listeningPlaces.store({ text: this.sentences[index].text })
  }

  async #ended() {
    listeningPlaces.forget()
    this.part('restart').hidden = true
    this.#showState()
    const note = { rate: this.speaker.rate, reader: this.part('voice').value, heard: [...this.heard, location.pathname] }
    const said = await offerNext(this.part('onward'), this.speaker, note, this.lang).catch(() => null)
    if (player === this && !this.speaker.playing) this.nextTitle = said
    else said?.stop()
  }

  // The speed and the voice that the reader had on the page before, and the articles heard since the first.
  #goOnAs(note) {
    if (!note) return
    this.heard = note.heard ?? []
    const index = this.readers.findIndex(({ name }) => name === note.reader)
    this.part('rate').value = note.rate
    this.part('voice').selectedIndex = Math.max(index, 0)
    if (index > 0) this.#changeReader(this.readers[index])
    this.speaker.rate = Number(this.part('rate').value) || 1
  }

  // Another reader goes on, if there is one of another kind.
  #silent(failed) {
    if (player !== this) return
    this.failed.add(failed)
    const index = this.readers.findIndex((one) => !this.failed.has(one) && Boolean(one.audio) !== Boolean(failed.audio))
    if (index >= 0) {
      this.part('voice').selectedIndex = index
      this.#changeReader(this.readers[index])
      return this.play(this.speaker.index)
    }
    const { silent } = this.listen.dataset
    this.close()
    announce(silent, { isProblem: true })
  }

  #showState() {
    const button = this.part('play')
    button.textContent = this.speaker.playing ? button.dataset.pause : button.dataset.play
    showInSession(this.speaker.playing)
  }

  // The place is found again by its sentence, which an edit of the article elsewhere leaves as it is.
  #remembered() {
    const place = listeningPlaces.current
    return Math.max(this.sentences.findIndex((sentence) => sentence.text === place?.text), 0)
  }
}

const listen = document.getElementById('listen')
listen.addEventListener('click', () => open(listen))
open(listen)
