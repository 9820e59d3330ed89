// The player: a bar at the foot of the page that lets a voice read the article, sentence by sentence.
import { announce } from '../live-region.js'
import { listeningPlaces } from '../reading/places-store.js'
import { Following } from './following.js'
import { rangesOf } from './sentence-ranges.js'
import { Speaker } from './speaker.js'

let player

// Opens the bar for the article of the button `listen`, and reads on from where the reader stopped.
async function open(listen) {
  if (player) return player.part('play').focus()
  const speech = await load(listen).catch(() => null)
  if (!speech) return announce(listen.dataset.failed, { isProblem: true })
  document.body.append(document.getElementById('player-template').content.cloneNode(true))
  player = new Player(document.getElementById('player'), listen, speech)
  player.start()
}

async function load(listen) {
  await new Promise((resolve, reject) => {
    const rel = 'stylesheet'
    document.head.append(Object.assign(document.createElement('link'), { rel, href: listen.dataset.style, onload: resolve, onerror: reject }))
  })
  const response = await fetch(listen.dataset.speech)
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

class Player {
  constructor(bar, listen, { lang, sentences }) {
    this.bar = bar
    this.listen = listen
    this.sentences = sentences
    this.speaker = new Speaker(sentences, lang, {
      sentence: (index) => this.#atSentence(index),
      ended: () => this.#ended(),
      silent: () => this.#silent()
    })
    const article = document.querySelector('main article')
    this.following = new Following(rangesOf(article, sentences), bar, (isAway) => { this.part('follow').hidden = !isAway })
    this.#fillVoices()
    this.#listenToControls()
  }

  part(name) {
    return document.getElementById(`player-${name}`)
  }

  start() {
    const stopped = this.#remembered()
    this.part('restart').hidden = stopped === 0
    this.part('play').focus()
    this.play(stopped)
  }

  play(index) {
    this.speaker.play(index)
    this.#showState()
  }

  pause() {
    this.speaker.stop()
    this.#showState()
  }

  close() {
    this.speaker.stop()
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
    this.part('rate').addEventListener('change', ({ target }) => this.#change({ rate: Number(target.value) }))
    this.part('voice').addEventListener('change', ({ target }) => this.#change({ voice: this.speaker.voices[target.selectedIndex] }))
    this.bar.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.close() })
    window.addEventListener('pagehide', () => this.speaker.stop())
    for (const [action, name] of [['play', 'play'], ['pause', 'play'], ['previoustrack', 'back'], ['nexttrack', 'next'], ['stop', 'close']]) {
      // Browsers know different actions.
      try { navigator.mediaSession?.setActionHandler(action, actions[name]) } catch { /* not known here */ }
    }
    document.documentElement.toggleAttribute('data-listening', true)
  }

  #fillVoices() {
    const select = this.part('voice')
    for (const voice of this.speaker.voices) select.append(new Option(voice.name))
    select.closest('label').hidden = this.speaker.voices.length < 2
  }

  #change(values) {
    Object.assign(this.speaker, values)
    if (this.speaker.playing) this.play()
  }

  #atSentence(index) {
    this.following.mark(index)
    const { sentence } = this.part('place').dataset
    this.part('place').textContent = sentence.replace('{number}', index + 1).replace('{count}', this.sentences.length)
    listeningPlaces.store({ text: this.sentences[index].text })
  }

  #ended() {
    listeningPlaces.forget()
    this.part('restart').hidden = true
    this.#showState()
  }

  #silent() {
    const { silent } = this.listen.dataset
    this.close()
    announce(silent, { isProblem: true })
  }

  #showState() {
    const button = this.part('play')
    button.textContent = this.speaker.playing ? button.dataset.pause : button.dataset.play
    if (navigator.mediaSession) navigator.mediaSession.playbackState = this.speaker.playing ? 'playing' : 'paused'
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
