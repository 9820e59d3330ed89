// Copies of articles on this device: `kept` are those that the reader asked for, `read` the ones read last, `files`
// their pictures, sentences and audio, `build` the built files that they name. Pages and the service worker share them. `root`
// is the path of the front page.

export const MOST_READ = 20
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&#34;': '"' }
const TITLE = /<h1 id="title">([^<]*)<\/h1>/
const ARTICLE_LANGUAGE = /<article lang="([\w-]+)"/
const PICTURE = /<img [^>]*\bsrc="([^"]*\/pictures\/[^"]+)"/g
const WAITING = /<template>.*?<\/template>/gs
const FONT = /[\w-]+\.woff2/g
const PATH_ONLY = { ignoreSearch: true, ignoreVary: true }

export class Copies {
  constructor(root) {
    this.root = root
  }

  #name = (kind) => `bantin ${this.root} ${kind}`
  open = (kind) => caches.open(this.#name(kind))

  // The copy of a page or file; undefined without one.
  async find(path, ...kinds) {
    for (const kind of kinds) {
      const found = await (await this.open(kind)).match(path, PATH_ONLY)
      if (found) return found
    }
  }

  // Whether the articles read last are kept. A service worker has no localStorage: an empty cache, `read off`, says no.
  keepsRead = async () => !(await caches.has(this.#name('read off')))

  async switchRead(on) {
    if (on) return caches.delete(this.#name('read off'))
    await this.open('read off')
    await caches.delete(this.#name('read'))
    await this.prune()
  }

  // Stores a page with the built files that it names. Throws when there is no room.
  async store(kind, path, response) {
    const html = await response.text()
    await this.addFiles(this.#filesIn(html))
    const headers = new Headers(response.headers)
    // The text is no longer compressed.
    for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name)
    headers.set('Bantin-Copied', new Date().toISOString())
    headers.set('Bantin-Title', encodeURIComponent(title(html)))
    headers.set('Bantin-Language', html.match(ARTICLE_LANGUAGE)?.[1] ?? '')
    await (await this.open(kind)).put(path, new Response(html, { headers }))
  }

  // Keeps an article with the files that belong to it, all or nothing: the page, which says that it is kept, comes last.
  async keep(path, files) {
    const response = await fetch(path, { cache: 'no-cache' })
    if (!response.ok) throw new Error(response.statusText)
    try {
      await this.#addTo('files', files)
      await this.store('kept', path, response)
      // As long as no copy needed them, another tab may have pruned them.
      await this.#addTo('files', files)
    } catch (error) {
      await this.remove('kept', path)
      throw error
    }
  }

  // Stores a newer text of an article that is kept, with the pictures that it did not have before. One that waits for a press
  // (pictures off) does not count.
  async renew(path, response) {
    const html = await response.clone().text()
    await this.store('kept', path, response)
    const had = (await (await this.open('files')).keys()).map(({ url }) => new URL(url).pathname)
    const shown = [...html.replace(WAITING, '').matchAll(PICTURE)].map(([, picture]) => picture)
    await this.#addTo('files', shown.filter((picture) => !had.some((one) => one.startsWith(stemOf(picture)))))
  }

  async storeRead(path, response) {
    await this.store('read', path, response)
    const tooOld = (await this.list('read')).slice(MOST_READ)
    const cache = await this.open('read')
    for (const copy of tooOld) await cache.delete(copy.path)
    if (tooOld.length) await this.prune()
  }

  async remove(kind, path) {
    await (await this.open(kind)).delete(path)
    await this.prune()
  }

  // Removes the copies of articles that are no longer published, as far as the network tells; returns whether there were any.
  async removeWithdrawn() {
    let isRemoved = false
    for (const kind of ['kept', 'read']) {
      for (const { path } of await this.list(kind)) {
        const response = await fetch(path, { method: 'HEAD', cache: 'no-cache' }).catch(() => null)
        if (!response) return isRemoved
        if (response.status !== 410) continue
        await this.remove(kind, path)
        isRemoved = true
      }
    }
    return isRemoved
  }

  // An empty cache, `offline`, says that a page was asked for without a network. With the next one that comes from it the
  // copies of withdrawn articles leave.
  noteOffline = () => this.open('offline')

  async noteOnline() {
    if (await caches.delete(this.#name('offline'))) await this.removeWithdrawn()
  }

  // The copies, the newest first.
  async list(kind) {
    const cache = await this.open(kind)
    const copies = await Promise.all((await cache.keys()).map(async ({ url }) => {
      const { pathname: path } = new URL(url)
      const response = await cache.match(path)
      const html = await response.text()
      const field = (name) => response.headers.get(`Bantin-${name}`)
      return {
        path, html, at: field('Copied'), title: decodeURIComponent(field('Title')), language: field('Language')
      }
    }))
    return copies.sort((one, other) => (one.at < other.at ? 1 : -1))
  }

  // The size in bytes of a copy's text and files.
  async sizeOf({ path, html }) {
    let bytes = new Blob([html]).size
    const cache = await this.open('files')
    for (const request of await cache.keys()) {
      if (belongs(request, path, html)) bytes += (await (await cache.match(request)).blob()).size
    }
    return bytes
  }

  addFiles = (urls) => this.#addTo('build', urls)

  async #addTo(kind, urls) {
    const cache = await this.open(kind)
    for (const url of urls) if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(url)
  }

  // Removes what no copy needs: files of articles, and built files unless they are among those with the given names.
  async prune(built) {
    const copies = [...await this.list('kept'), ...await this.list('read')]
    const files = await this.open('files')
    for (const request of await files.keys()) {
      if (!copies.some(({ path, html }) => belongs(request, path, html))) await files.delete(request)
    }
    if (!built) return
    const build = await this.open('build')
    const needed = new Set(built.map((name) => `${this.root}static/${name}`))
    for (const url of copies.flatMap(({ html }) => this.#filesIn(html))) {
      needed.add(url)
      const text = url.endsWith('.css') ? await (await build.match(url))?.text() : ''
      for (const [font] of (text ?? '').matchAll(FONT)) needed.add(`${this.root}static/${font}`)
    }
    for (const request of await build.keys()) {
      if (!needed.has(new URL(request.url).pathname)) await build.delete(request)
    }
  }

  #filesIn(html) {
    const paths = [...html.matchAll(/"(\/[\w./~-]*static\/[\w.-]+)"/g)].map(([, path]) => path)
    return [...new Set(paths.filter((path) => path.startsWith(`${this.root}static/`)))]
  }
}

// What the addresses of a picture have in common in all widths and formats.
export const stemOf = (pathname) => pathname.replace(/-\d+\.\w+$/, '-')

function title(html) {
  return (html.match(TITLE)?.[1] ?? '').replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
}

// Whether a file is one of an article's: a picture that its page names, or something below its address.
function belongs({ url }, path, html) {
  const { pathname } = new URL(url)
  return pathname.startsWith(`${path}/`) || html.includes(pathname)
}
