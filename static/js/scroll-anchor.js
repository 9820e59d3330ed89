// Where things stay when the text changes its size.

const READING = 'main h1, .br-title, .sapo, figcaption, .byline, .br-article img, .br-article :is(p, li, h2, h3, h4, h5, h6, tr, dt, dd), .br-list :is(h2, h3, h4, h5, p)'

// Is the toolbar held at the top edge, away from its own place?
function isStuck(toolbar) {
  const before = toolbar.previousElementSibling
  if (!before || getComputedStyle(toolbar).position !== 'sticky') return false
  const gap = parseFloat(getComputedStyle(toolbar).marginTop) + parseFloat(getComputedStyle(before).marginBottom)
  return toolbar.getBoundingClientRect().top > before.getBoundingClientRect().bottom + gap + 1
}

function isInView(element) {
  const box = element.getBoundingClientRect()
  return box.bottom > 0 && box.top < innerHeight
}

// The first block of reading text that shows below `edge`, with the fraction of it that is scrolled off.
function firstVisible(edge) {
  for (const element of document.querySelectorAll(READING)) {
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

// Makes a change and scrolls so that the pressed control stays put while the toolbar is in its own place and in
// view, and the first visible paragraph when it is not; both as far as the page can scroll.
export function holdPlace(control, change) {
  const toolbar = document.querySelector('.br-toolbar')
  const stuck = toolbar !== null && isStuck(toolbar)
  const ownPlace = control && !stuck && isInView(toolbar)
  const anchor = ownPlace
    ? { element: control, fraction: 0 }
    : firstVisible(stuck ? toolbar.getBoundingClientRect().bottom : 0)
  const before = anchor && topOf(anchor)
  change()
  if (anchor) scrollBy({ top: topOf(anchor) - before, behavior: 'instant' })
}
