// Holds the scroll position while the text changes its size.

const TEXT_BLOCKS = 'main h1, .br-title, .sapo, figcaption, .byline, .br-article img, .br-article :is(p, li, h2, h3, h4, h5, h6, tr, dt, dd), .br-list :is(h2, h3, h4, h5, p)'

// The lower edge, in pixels from the top of the viewport, of the tools while they are held at the top and text scrolls
// under them; 0 while they stand in the flow.
function stickyEdge(toolbar) {
  const bar = [toolbar.parentElement, toolbar].find((one) => getComputedStyle(one).position === 'sticky')
  const edge = bar?.getBoundingClientRect().bottom ?? 0
  const first = document.querySelector(TEXT_BLOCKS)
  return first && first.getBoundingClientRect().top < edge - 1 ? edge : 0
}

function isInView(element) {
  const box = element.getBoundingClientRect()
  return box.bottom > 0 && box.top < innerHeight
}

// The first block of text below `edge` (pixels from the top of the viewport), with the fraction of it above `edge`.
function firstVisible(edge) {
  for (const element of document.querySelectorAll(TEXT_BLOCKS)) {
    // Distant text (distant-text.js) would be laid out to be measured.
    if (element.checkVisibility?.({ contentVisibilityAuto: true }) === false) continue
    const box = element.getBoundingClientRect()
    if (box.height && box.bottom > edge) {
      return { element, fraction: Math.max(0, edge - box.top) / box.height }
    }
  }
  return null
}

const topOf = ({ element, fraction }) => {
  const box = element.getBoundingClientRect()
  return box.top + fraction * box.height
}

// The latest anchor, with the fraction of a pixel by which it missed its place: a scroll ends on a whole pixel. Many changes,
// one after the other, would add up to a drift.
let held = null

// Makes a change, and scrolls so that an anchor keeps its place, as far as the page can scroll: the pressed control while
// the toolbar is in the flow and in view, else the first visible block of text.
export function holdScrollPosition(control, change) {
  const toolbar = document.querySelector('.br-toolbar')
  const edge = toolbar ? stickyEdge(toolbar) : 0
  const inFlow = control && !edge && (!toolbar || isInView(toolbar))
  const anchor = inFlow ? { element: control, fraction: 0 } : firstVisible(edge)
  const isHeld = held?.element === anchor?.element && held?.scrollY === scrollY
  const before = anchor && topOf(anchor) - (isHeld ? held.rest : 0)
  change()
  if (!anchor) return
  scrollBy({ top: topOf(anchor) - before, behavior: 'instant' })
  const rest = topOf(anchor) - before
  held = Math.abs(rest) < 1 ? { element: anchor.element, scrollY, rest } : null
}
