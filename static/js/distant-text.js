// Lays out the text in a new size first where the reader looks. To lay out a whole page takes most of the time of a press, so
// that parts far outside of the viewport keep their height until the new size has been painted. They stay in the
// accessibility tree, and can be found and printed meanwhile.
import { holdScrollPosition } from './scroll-anchor.js'

// In heights of the viewport, above and below it.
const NEAR = 1.5
// Looked into at all times: what has a fixed place in the viewport stands in them.
const PAGE = '.br-page, .br-page__text, article'

let waiting = []

function layOut() {
  // Imported text has no styles of its own.
  for (const part of waiting) part.removeAttribute('style')
  waiting = []
}

// Pairs of an element and its height. An article that begins above the viewport is looked into, too, since scripts measure
// its blocks to find the place of the reader.
function distantIn(elements, margin) {
  return elements.flatMap((element) => {
    const { bottom, height, top } = element.getBoundingClientRect()
    const isBelow = top > innerHeight + margin
    if (element.matches(PAGE) || (element.matches('.br-article') && !isBelow)) return distantIn([...element.children], margin)
    return height && (isBelow || bottom < -margin) ? [[element, height]] : []
  })
}

export function postponeDistantText() {
  const distant = distantIn([...document.querySelectorAll('main > .br-page, body > footer')], NEAR * innerHeight)
  for (const [{ style }, height] of distant) {
    style.contentVisibility = 'auto'
    style.containIntrinsicBlockSize = `${height}px`
  }
  // In the frame after the one of the press: a task between them could come before the first is shown.
  if (!waiting.length && distant.length) {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => holdScrollPosition(null, layOut))))
  }
  waiting.push(...distant.map(([part]) => part))
}
