// Lays out the text in a new size first where the reader looks. To lay out a whole article takes most of the time of a press, so
// that blocks far outside of the viewport keep their height until the new size has been painted. They stay in the
// accessibility tree, and can be found and printed meanwhile.
import { holdScrollPosition } from './scroll-anchor.js'

// In heights of the viewport, above and below it.
const NEAR = 1.5

let waiting = []

function layOut() {
  // Imported text has no styles of its own.
  for (const block of waiting) block.removeAttribute('style')
  waiting = []
}

export function postponeDistantText() {
  const margin = NEAR * innerHeight
  const distant = [...document.querySelectorAll('.br-article > *')]
    .map((block) => [block, block.getBoundingClientRect()])
    .filter(([, { top, bottom }]) => bottom < -margin || top > innerHeight + margin)
  for (const [{ style }, { height }] of distant) {
    style.contentVisibility = 'auto'
    style.containIntrinsicBlockSize = `${height}px`
  }
  if (!waiting.length && distant.length) requestAnimationFrame(() => setTimeout(() => holdScrollPosition(null, layOut)))
  waiting.push(...distant.map(([block]) => block))
}
