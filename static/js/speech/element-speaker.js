// What plays the page's audio element: the site's audio of the article, and the publisher's recording.

export class ElementSpeaker {
  // `handlers`: ended() after the end, silent() when nothing can be played, and changed() when the page's own controls
  // play or pause. A subclass has atTime() and atEnd().
  constructor(element, handlers) {
    this.element = element
    this.handlers = handlers
    this.listeners = new AbortController()
    const { signal } = this.listeners
    element.addEventListener('timeupdate', () => { if (!element.seeking) this.atTime(element.currentTime) }, { signal })
    element.addEventListener('ended', () => this.atEnd(), { signal })
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

  // Goes on where it was paused.
  resume() {
    if (this.element.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) this.element.load()
    // A pause during loading, and a browser that wants another press, are no failures.
    this.element.play().catch(() => this.handlers.changed())
  }

  stop() {
    this.element.pause()
  }

  release() {
    this.stop()
    this.listeners.abort()
  }

  // Before the length is known, a browser may forget the moment that it was told.
  seek(seconds) {
    const { element } = this
    if (element.readyState > 0) element.currentTime = seconds
    else element.addEventListener('loadedmetadata', () => { element.currentTime = seconds }, { once: true, signal: this.listeners.signal })
  }
}
