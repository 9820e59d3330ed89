// Plays the page's audio of the article, sentence by sentence, by the time at which each begins.

export class AudioSpeaker {
  // `handlers`: sentence(index) when one begins, ended() after the last one, silent() when nothing can be played, and
  // changed() when the page's own controls play or pause.
  constructor(element, sentences, handlers) {
    this.element = element
    this.sentences = sentences
    this.handlers = handlers
    this.index = 0
    this.listeners = new AbortController()
    const { signal } = this.listeners
    element.addEventListener('timeupdate', () => this.#atTime(), { signal })
    element.addEventListener('ended', () => this.#ended(), { signal })
    // The failure of all sources is told by the last of them alone, one in the middle of the audio by the element.
    for (const failing of [element, element.querySelector('source:last-of-type')]) failing.addEventListener('error', () => handlers.silent(), { signal })
    for (const type of ['play', 'pause']) element.addEventListener(type, () => handlers.changed(), { signal })
  }

  get playing() {
    return !this.element.paused && !this.element.ended
  }

  get rate() {
    return this.element.playbackRate
  }

  // The default rate stays when another of the files is loaded.
  set rate(rate) {
    this.element.defaultPlaybackRate = rate
    this.element.playbackRate = rate
  }

  // Without an index it goes on where it was paused.
  play(index) {
    if (index !== undefined) {
      this.moveTo(index)
      this.handlers.sentence(this.index)
    }
    if (this.element.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) this.element.load()
    // A pause during loading, and a browser that wants another press, are no failures.
    this.element.play().catch(() => this.handlers.changed())
  }

  moveTo(index) {
    this.index = Math.min(Math.max(index, 0), this.sentences.length - 1)
    this.#seek(this.sentences[this.index].start)
  }

  stop() {
    this.element.pause()
  }

  release() {
    this.stop()
    this.listeners.abort()
  }

  // Before the length is known, a browser may forget the moment that it was told.
  #seek(seconds) {
    const { element } = this
    if (element.readyState > 0) element.currentTime = seconds
    else element.addEventListener('loadedmetadata', () => { element.currentTime = seconds }, { once: true, signal: this.listeners.signal })
  }

  #atTime() {
    if (this.element.seeking || !this.playing) return
    const time = this.element.currentTime
    const index = Math.max(this.sentences.filter(({ start }) => start <= time + 0.05).length - 1, 0)
    if (index === this.index) return
    this.index = index
    this.handlers.sentence(index)
  }

  #ended() {
    this.index = 0
    this.handlers.ended()
  }
}
