// The service worker: pages come from the network; without it, from the copies on this device.
import { partOf } from './byte-range.js'
import { Copies, stemOf } from './copies.js'

const { files, languages, precached, root } = self.bantin
const LIMIT_MILLISECONDS = 4000
const ARTICLE = /^articles\/[^/.]+$/
const PAGES = /^(?:saved|preferences|glossary|privacy|accessibility|(?:articles|categories|tags|authors)\/[^/.]+|archive\/[\d/]+)?$/
const FILES = /^(?:pictures\/[^/]+|articles\/[^/]+\/speech\.json)$/
const SENTENCES = /\/speech\.json$/
const AUDIO = /^articles\/[^/]+\/(?:audio|voice)\.\w+$/
const copies = new Copies(root)
const shell = `${root}saved`

// The page of saved articles, in each language and as the reader's browser asks for it. Its files first.
async function install() {
  await copies.addFiles(precached.map((name) => `${root}static/${name}`))
  const cache = await copies.open('shell')
  const pages = [shell, ...languages.map((one) => `${shell}?lang=${one}`)]
  await cache.addAll(pages.map((url) => new Request(url, { cache: 'reload' })))
}

async function activate() {
  await self.registration.navigationPreload?.enable()
  await copies.prune(files)
}

// A copy as it is shown: marked as one, with the moment of its making.
async function shown(copy) {
  const html = await copy.text()
  const [, language] = html.match(/<html lang="([\w-]+)"/) ?? []
  const at = copy.headers.get('Bantin-Copied')
  const moment = at && new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit'
  }).format(new Date(at))
  const marked = html.replace('<html ', '<html data-copy ')
    .replace('<span id="copy-time"></span>', `<time id="copy-time" datetime="${at}">${moment}</time>`)
  return new Response(marked, { headers: copy.headers })
}

async function shellOf(search) {
  const cache = await copies.open('shell')
  const found = await cache.match(shell + search, { ignoreVary: true }) ?? await cache.match(shell, { ignoreVary: true })
  return found ? shown(found) : Response.error()
}

// What the copies learn from an answer of the network.
async function learn(path, search, response) {
  if (response.status === 410) {
    await copies.remove('kept', path)
    await copies.remove('read', path)
  } else if (response.ok && response.type === 'basic') {
    if (path === shell && !search) await (await copies.open('shell')).put(shell, response)
    else if (path === shell || search) return
    else if (await copies.find(path, 'kept')) await copies.renew(path, response)
    else if (await copies.keepsRead()) await copies.storeRead(path, response)
  }
}

async function page(event, { pathname, search }) {
  const isKnown = pathname === shell || ARTICLE.test(pathname.slice(root.length))
  const copy = isKnown && await copies.find(pathname, 'kept', 'read', 'shell')
  const fromCopy = () => (pathname === shell ? shellOf(search) : shown(copy))
  const network = Promise.resolve(event.preloadResponse).then((preloaded) => preloaded ?? fetch(event.request))
  event.waitUntil(network.then(() => copies.noteOnline(), () => copies.noteOffline()).catch(() => {}))
  if (isKnown) {
    const answer = network.then((response) => learn(pathname, search, response.clone()))
    // Without room, or without network, nothing is learnt.
    event.waitUntil(answer.catch(() => {}))
  }
  if (!copy) return network.catch(() => shellOf(''))
  const late = new Promise((resolve) => { setTimeout(resolve, LIMIT_MILLISECONDS) })
  const response = await Promise.race([network, late]).catch(() => null)
  return response && response.status < 500 ? response : fromCopy()
}

// A built file never changes: its name is a hash of its content.
async function builtFile(request) {
  const cache = await copies.open('build')
  const found = await cache.match(request, { ignoreVary: true })
  if (found) return found
  const response = await fetch(request)
  if (response.ok) cache.put(request, response.clone()).catch(() => {})
  return response
}

async function articleFile(event, { pathname }) {
  const cache = await copies.open('files')
  const client = await self.clients.get(event.clientId)
  const owner = client && new URL(client.url).pathname
  const response = await fetch(event.request).catch(() => null)
  if (response?.ok) {
    if (owner && await copies.find(owner, 'kept', 'read')) {
      if (SENTENCES.test(pathname)) await renewAudio(event, cache, response.clone()).catch(() => {})
      cache.put(event.request, response.clone()).catch(() => {})
    }
    return response
  }
  // Another width or format of the same picture is as good.
  const stem = stemOf(pathname)
  const others = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(stem))
  const exact = await cache.match(event.request, { ignoreVary: true })
  return exact ?? (others.length ? cache.match(others[0], { ignoreVary: true }) : response ?? Response.error())
}

// Other sentences make the audio of the former ones out of date: it is removed, and loaded anew.
async function renewAudio(event, cache, sentences) {
  const former = await cache.match(event.request, { ignoreVary: true })
  if (!former || await former.text() === await sentences.text()) return
  const article = new URL('.', event.request.url).href
  for (const { url } of await cache.keys()) {
    if (!url.startsWith(article) || !AUDIO.test(new URL(url).pathname.slice(root.length))) continue
    await cache.delete(url)
    event.waitUntil(cache.add(new Request(url, { cache: 'reload' })).catch(() => {}))
  }
}

// The audio that is kept saves the network, too.
async function audioFile({ request }) {
  const copy = await copies.find(new URL(request.url).pathname, 'files')
  return copy ? partOf(copy, request.headers.get('Range')) : fetch(request)
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(root)) return
  const path = url.pathname.slice(root.length)
  if (request.mode === 'navigate') {
    if (request.destination === 'document' && PAGES.test(path)) event.respondWith(page(event, url))
  } else if (path.startsWith('static/')) event.respondWith(builtFile(request))
  else if (AUDIO.test(path)) event.respondWith(audioFile(event))
  else if (FILES.test(path)) event.respondWith(articleFile(event, url))
})

// The first page of a visit was not fetched through this worker; it asks to be remembered.
self.addEventListener('message', (event) => {
  const path = event.data?.read
  if (typeof path !== 'string' || !path.startsWith(root) || !ARTICLE.test(path.slice(root.length))) return
  event.waitUntil(fetch(path).then((response) => learn(path, '', response)).catch(() => {}))
})
