// Lets the browser's voice say sentences, one utterance each. Pausing cancels the utterance and starts the sentence
// again later, because Android's pause is a cancel and remote voices end after some 14 seconds.
import { voicesFor } from './voices.js'

// A voice that has not begun by then is listed, but silent.
const SILENT_AFTER = 6000 // ms

export class Speaker {
  // `handlers`: sentence(index) when one begins, ended() after the last one, silent() when no voice is heard,
  // changed() when the browser does not let it speak.
  constructor(sentences, language, handlers) {
    this.sentences = sentences
    this.language = language
    this.handlers = handlers
    this.voices = voicesFor(language)
    this.voice = this.voices[0]
    this.silentVoices = new Set()
    this.rate = 1
    this.index = 0
    this.playing = false
    this.turn = 0
  }

  moveTo(index) {
    this.index = Math.min(Math.max(index, 0), this.sentences.length - 1)
  }

  play(index = this.index) {
    this.stop()
    this.moveTo(index)
    this.playing = true
    this.#say(this.turn)
  }

  move(count) {
    this.play(this.index + count)
  }

  stop() {
    this.turn += 1
    clearTimeout(this.timer)
    this.playing = false
    window.speechSynthesis.cancel()
  }

  release() {
    this.stop()
  }

  // `part` is the number of the part that has a language of its own.
  #say(turn, part = 0) {
    const sentence = this.sentences[this.index]
    const parts = sentence.parts?.length ? sentence.parts : [[sentence.say, sentence.lang]]
    const [said, language] = parts[part]
    const utterance = new SpeechSynthesisUtterance(said)
    utterance.voice = this.#voiceFor(language)
    utterance.lang = utterance.voice.lang
    utterance.rate = this.rate
    utterance.onstart = () => clearTimeout(this.timer)
    utterance.onend = () => (part + 1 < parts.length ? this.#sayOn(turn, part + 1) : this.#next(turn, sentence.pause))
    utterance.onerror = ({ error }) => turn === this.turn && (error === 'not-allowed' ? this.#wait() : this.#goOnWithout(utterance.voice))
    this.timer = setTimeout(() => turn === this.turn && this.#goOnWithout(utterance.voice), SILENT_AFTER)
    // Chromium drops an utterance that nothing refers to, and its end is then never told.
    this.utterance = utterance
    if (part === 0) this.handlers.sentence(this.index)
    window.speechSynthesis.speak(utterance)
  }

  #voiceFor(language) {
    if (language === this.language) return this.voice
    return voicesFor(language).find((voice) => !this.silentVoices.has(voice)) ?? this.voice
  }

  #sayOn(turn, part) {
    if (turn !== this.turn) return
    clearTimeout(this.timer)
    this.#say(turn, part)
  }

  #next(turn, pause) {
    if (turn !== this.turn) return
    clearTimeout(this.timer)
    if (this.index === this.sentences.length - 1) {
      this.stop()
      this.index = 0
      this.handlers.ended()
      return
    }
    this.index += 1
    this.timer = setTimeout(() => turn === this.turn && this.#say(turn), pause / this.rate)
  }

  // The browser wants a press first.
  #wait() {
    this.stop()
    this.handlers.changed()
  }

  // Says the sentence again without a voice that is not heard.
  #goOnWithout(silent) {
    clearTimeout(this.timer)
    // The utterance that is cancelled here reports an error, which belongs to the turn before.
    this.turn += 1
    window.speechSynthesis.cancel()
    this.silentVoices.add(silent)
    this.voices = this.voices.filter((voice) => voice !== silent)
    if (this.voice === silent) this.voice = this.voices[0]
    if (this.voice) this.#say(this.turn)
    else {
      this.stop()
      this.handlers.silent()
    }
  }
}
