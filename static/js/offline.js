// Registers the service worker once the page has loaded, and shows the button that keeps an article on this device.
import { announce } from './live-region.js'

const { worker } = document.currentScript.dataset
const button = document.getElementById('keep')
const isSupported = 'serviceWorker' in navigator && 'caches' in window

function scriptUrl() {
  if (!('trustedTypes' in window)) return worker
  return window.trustedTypes.createPolicy('bantin-worker', { createScriptURL: () => worker }).createScriptURL('')
}

async function register() {
  await navigator.serviceWorker.register(scriptUrl(), { updateViaCache: 'none' })
  if (!button || navigator.serviceWorker.controller) return
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ read: location.pathname })
}

async function load() {
  button.removeEventListener('click', load)
  await import(button.dataset.script).catch(() => {
    button.addEventListener('click', load)
    announce(button.dataset.failed, { isProblem: true })
  })
}

async function showButton() {
  const root = worker.replace(/sw\.js$/, '')
  const cache = await caches.open(`bantin ${root} kept`)
  button.setAttribute('aria-pressed', String(Boolean(await cache.match(location.pathname, { ignoreVary: true }))))
  button.addEventListener('click', load)
  button.hidden = false
}

if (isSupported) {
  if (button) showButton().catch(() => {})
  addEventListener('load', () => register().catch(() => {}))
} else {
  button?.remove()
}
