// Places in articles, on this device alone, the newest ones: where the reader stopped reading, and listening.

const MOST = 30

class Places {
  #key

  constructor(key) {
    this.#key = key
  }

  // The place in the article of this page; null without one.
  get current() {
    return this.#read()[location.pathname] ?? null
  }

  store(place) {
    this.#write({ ...this.#read(), [location.pathname]: { ...place, at: Date.now() } })
  }

  forget() {
    const { [location.pathname]: _forgotten, ...others } = this.#read()
    this.#write(others)
  }

  get isEmpty() {
    return Object.keys(this.#read()).length === 0
  }

  forgetAll() {
    this.#write({})
  }

  // Accessing the storage throws where the browser blocks it for the site.
  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key)) ?? {}
    } catch {
      return {}
    }
  }

  #write(places) {
    const newest = Object.entries(places).sort(([, one], [, other]) => other.at - one.at).slice(0, MOST)
    try {
      if (newest.length) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(newest)))
      else localStorage.removeItem(this.#key)
    } catch {
      // Full or blocked: nothing is kept.
    }
  }
}

export const readingPlaces = new Places('bantin-places')
export const listeningPlaces = new Places('bantin-listening')
