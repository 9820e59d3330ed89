// The player: a bar at the foot of the page that lets a voice read the article, sentence by sentence.
import { announce } from '../live-region.js'
import { Following } from './following.js'
import { load } from './load.js'
import { beginSession, endSession, showInSession } from './media-session.js'
import { offerNext } from './next-article.js'
import { Position } from './position.js'
import { endListeningOn, listeningOn } from './queue.js'
import { fillVoices, readersFor } from './readers.js'
import { keepRoom } from './room.js'
import { rangesOf } from './sentence-ranges.js'
import { speakerOf } from './speaker-of.js'

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
  constructor(bar, listen, speech) {
    this.bar = bar
    this.listen = listen
    this.speech = speech
    this.readers = readersFor(speech, this.part('voice').dataset)
    const article = document.querySelector('main article')
    this.following = new Following(rangesOf(article, speech.sentences), bar, (isAway) => { this.part('follow').hidden = !isAway || this.isByTime })
    this.position = new Position(this.part('place'), speech.sentences)
    this.failed = new Set()
    this.heard = []
    this.listeners = new AbortController()
    this.#choose(this.readers[0])
    fillVoices(this.part('voice'), this.readers)
    this.#listenToControls()
  }

  // A recording is heard by time, all else by sentence.
  get isByTime() {
    return this.reader.kind === 'recording'
  }

  get isRecorded() {
    return this.readers[0].kind === 'recording'
  }

  part(name) {
    return document.getElementById(`player-${name}`)
  }

  start() {
    this.#goOnAs(listeningOn())
    endListeningOn()
    const stopped = this.position.remembered(this.isByTime)
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
    player = undefined
    this.listen.focus()
  }

  #listenToControls() {
    const actions = {
      play: () => (this.speaker.playing ? this.pause() : this.play()),
      back: () => this.#move(-1),
      next: () => this.#move(1),
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
    keepRoom(this.bar, this.listeners.signal)
  }

  // Chromium's voice would go on across pages; a page that comes back from the cache waits for a press.
  #leave() {
    this.nextTitle?.stop()
    this.pause()
  }

  #move(count) {
    this.nextTitle?.stop()
    this.speaker.move(count)
    this.#showState()
  }

  #choose(reader) {
    const handlers = {
      sentence: (index) => { this.following.mark(index); this.position.atSentence(index) },
      second: (seconds) => this.position.atSecond(seconds, this.speaker),
      ended: () => this.#ended(),
      silent: () => this.#silent(reader),
      changed: () => { if (player === this) this.#showState() }
    }
    this.reader = reader
    this.speaker = speakerOf(reader, this.speech, handlers)
    for (const name of ['back', 'next']) this.part(name).textContent = this.part(name).dataset[this.isByTime ? 'time' : 'sentence']
    if (!this.isByTime) return
    this.following.unmark()
    this.part('follow').hidden = true
  }

  #changeReader(reader) {
    const { index, playing, rate } = this.speaker
    this.speaker.release()
    this.#choose(reader)
    this.speaker.rate = rate
    const place = index === undefined || this.isByTime ? this.position.remembered(this.isByTime) : index
    this.speaker.moveTo(place)
    if (playing) this.play(place)
    else this.#showState()
  }

  #changeRate(rate) {
    this.speaker.rate = rate
    if (this.speaker.playing) this.play()
  }

  async #ended() {
    this.position.forget()
    this.part('restart').hidden = true
    this.#showState()
    const note = { rate: this.speaker.rate, reader: this.part('voice').value, recorded: this.isRecorded, heard: [...this.heard, location.pathname] }
    const said = await offerNext(this.part('onward'), this.speaker, note, this.speech.lang).catch(() => null)
    if (player === this && !this.speaker.playing) this.nextTitle = said
    else said?.stop()
  }

  // The speed and the voice that the reader had on the page before, and the articles heard since the first.
  #goOnAs(note) {
    if (!note) return
    this.heard = note.heard ?? []
    const index = this.readers.findIndex(({ name }) => name === note.reader)
    this.part('rate').value = note.rate
    this.part('voice').selectedIndex = index
    // A voice that read an article without a recording gives way to one.
    if (index > 0 && (note.recorded || !this.isRecorded)) this.#changeReader(this.readers[index])
    else this.part('voice').selectedIndex = 0
    this.speaker.rate = Number(this.part('rate').value) || 1
  }

  // Another reader goes on, if there is one of another kind.
  #silent(failed) {
    if (player !== this) return
    this.failed.add(failed)
    const index = this.readers.findIndex((one) => !this.failed.has(one) && one.kind !== failed.kind)
    if (index >= 0) {
      this.part('voice').selectedIndex = index
      this.#changeReader(this.readers[index])
      return this.play(this.position.remembered(this.isByTime))
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
}

const listen = document.getElementById('listen')
listen.addEventListener('click', () => open(listen))
open(listen)
