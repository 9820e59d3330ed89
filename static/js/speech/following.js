// Marks the sentence that is read, and keeps it in view until the reader scrolls away.

const NAME = 'br-read-aloud'

export class Following {
  // `away(isAway)` is called when the page stops or starts to follow the voice.
  constructor(ranges, bar, away) {
    this.ranges = ranges
    this.bar = bar
    this.away = away
    this.follows = true
    this.stopFollowing = () => this.#setFollows(false)
    for (const type of ['wheel', 'touchmove']) window.addEventListener(type, this.stopFollowing, { passive: true })
    this.onKey = (event) => {
      if (/^(Page|Arrow|Home|End| )/.test(event.key) && !this.bar.contains(event.target)) this.stopFollowing()
    }
    window.addEventListener('keydown', this.onKey)
  }

  mark(index) {
    this.range = this.ranges[index]
    // An older browser reads without marking.
    if (globalThis.CSS?.highlights && this.range) CSS.highlights.set(NAME, new Highlight(this.range))
    if (this.follows) this.#bringIntoView()
  }

  // What is heard has no sentence that is known.
  unmark() {
    this.range = undefined
    globalThis.CSS?.highlights?.delete(NAME)
  }

  follow() {
    this.#setFollows(true)
    this.#bringIntoView()
  }

  end() {
    globalThis.CSS?.highlights?.delete(NAME)
    for (const type of ['wheel', 'touchmove']) window.removeEventListener(type, this.stopFollowing)
    window.removeEventListener('keydown', this.onKey)
  }

  #setFollows(follows) {
    if (this.follows === follows) return
    this.follows = follows
    this.away(!follows)
  }

  #bringIntoView() {
    if (!this.range) return
    const { top, bottom } = this.range.getBoundingClientRect()
    const lowest = this.bar.getBoundingClientRect().top
    const highest = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    if (top >= highest && bottom <= lowest) return
    window.scrollBy({ top: top - highest - (lowest - highest) / 4, behavior: 'instant' })
  }
}
