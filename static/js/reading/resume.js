// Offers to go on where the reader stopped, and keeps the place when the page is left. Back, forward and reload lead to
// the same place of the text, whatever size it has now.
import { blockOf, currentPlace, isReadToTheEnd, scrollToPlace } from './place.js'
import { readingPlaces } from './places-store.js'

const HISTORY_KEY = 'bantin-place'
const { resume, forget, lang } = document.currentScript.dataset
let offer = null

function withSession(action) {
  try {
    return action(sessionStorage)
  } catch {
    return null
  }
}

function button(name, action, className) {
  const element = Object.assign(document.createElement('button'), { type: 'button', className, textContent: name })
  element.addEventListener('click', action)
  return element
}

function close() {
  offer?.remove()
  offer = null
}

// What had the focus is gone: it goes on from the beginning of the text.
function focusText() {
  const text = document.querySelector('.br-article')
  text.tabIndex = -1
  text.focus({ preventScroll: true })
}

function goOn(block, place) {
  close()
  scrollToPlace(block, { ...place, fraction: 0 })
  block.tabIndex = -1
  block.focus({ preventScroll: true })
}

function show(block, place) {
  offer = Object.assign(document.createElement('section'), { className: 'br-resume', lang })
  offer.setAttribute('aria-label', resume.replace(/[:\s]*\{place\}/, ''))
  offer.append(
    button(resume.replace('{place}', place.name), () => goOn(block, place), 'br-resume__go'),
    button(forget, () => {
      readingPlaces.forget()
      close()
      focusText()
    }, 'br-resume__forget')
  )
  document.querySelector('.br-article').before(offer)
}

function begin() {
  const [{ type }] = performance.getEntriesByType('navigation')
  const before = type === 'navigate' ? null : JSON.parse(withSession((storage) => storage.getItem(HISTORY_KEY)) ?? 'null')
  if (before?.path === location.pathname && blockOf(before)) return scrollToPlace(blockOf(before), before)
  const place = readingPlaces.current
  const block = place && type === 'navigate' && !location.hash && blockOf(place)
  if (block && scrollY === 0) show(block, place)
}

function keep() {
  const place = currentPlace()
  withSession((storage) => storage.setItem(HISTORY_KEY, JSON.stringify({ ...place, path: location.pathname })))
  if (isReadToTheEnd()) readingPlaces.forget()
  else if (place) readingPlaces.store(place)
}

// A reader who has begun from the top does not need the offer any more.
export function hideOfferWhenReading() {
  if (offer && scrollY > innerHeight && !offer.contains(document.activeElement)) close()
}

if (document.readyState === 'complete') begin()
else addEventListener('load', begin)
addEventListener('pagehide', keep)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keep()
})
