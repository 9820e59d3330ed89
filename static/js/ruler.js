// The ruler: two lines around the line of text that is read, or around three. The pointer and the finger move it, arrow
// keys while it has the focus. It covers nothing and is loaded when it is chosen.

const root = document.documentElement
const STEPS = 12
const ruler = document.createElement('div')
// The line's middle and the distance of two lines, in pixels of the viewport.
let middle = innerHeight / 3
let pitch = 24

// The character at a point, as a range; null where there is none.
function rangeAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y)
    if (place?.offsetNode.nodeType !== Node.TEXT_NODE) return null
    const range = document.createRange()
    range.setStart(place.offsetNode, place.offset)
    return range
  }
  return document.caretRangeFromPoint?.(x, y) ?? null
}

// The line of text at a height, nearest to `x`; null between two blocks of text.
function lineAt(x, y) {
  const range = rangeAt(x, y)
  const text = range?.startContainer
  if (text?.nodeType !== Node.TEXT_NODE || !text.parentElement.closest('main') || !text.data.trim()) return null
  const start = Math.min(range.startOffset, text.length - 1)
  range.setStart(text, start)
  range.setEnd(text, start + 1)
  const box = [...range.getClientRects()].find(({ top, bottom }) => top - 2 <= y && bottom + 2 >= y)
  if (!box) return null
  const { lineHeight, fontSize } = getComputedStyle(text.parentElement)
  return { middle: (box.top + box.bottom) / 2, pitch: parseFloat(lineHeight) || parseFloat(fontSize) * 1.5 }
}

function draw() {
  const lines = root.dataset.ruler === 'three' ? 3 : 1
  ruler.hidden = root.dataset.ruler === 'off'
  ruler.style.transform = `translateY(${middle - (pitch * lines) / 2}px)`
  ruler.style.blockSize = `${pitch * lines}px`
  ruler.setAttribute('aria-valuenow', String(100 - Math.round((middle / innerHeight) * 100)))
}

function moveTo(line) {
  if (!line) return false
  ;({ middle, pitch } = line)
  draw()
  return true
}

function textCentre() {
  const { left, width } = document.querySelector('main p')?.getBoundingClientRect() ?? { left: 0, width: innerWidth }
  return Math.min(left + width / 8, innerWidth - 1)
}

// Half a line at a time, because blocks of text stand apart. At the edge of the viewport the page scrolls.
function moveBy(direction) {
  const x = textCentre()
  const from = middle
  for (let step = 2; step <= STEPS; step += 1) {
    const line = lineAt(x, from + (direction * step * pitch) / 2)
    if (line && Math.abs(line.middle - from) > pitch / 2 && moveTo(line)) break
  }
  const isLow = direction > 0 && middle > innerHeight * 0.7
  const isHigh = direction < 0 && middle < innerHeight * 0.3
  if (isLow || isHigh || middle === from) {
    const before = scrollY
    scrollBy({ top: direction * pitch * (middle === from ? 3 : 1), behavior: 'instant' })
    middle -= scrollY - before
    draw()
  }
}

const attributes = {
  class: 'br-ruler', tabindex: '0', role: 'slider', 'aria-orientation': 'vertical', 'aria-valuemin': '0', 'aria-valuemax': '100',
  'aria-label': document.querySelector('script[data-ruler]').dataset.rulerName
}
for (const [name, value] of Object.entries(attributes)) ruler.setAttribute(name, value)
ruler.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  moveBy(event.key === 'ArrowDown' ? 1 : -1)
})
document.addEventListener('pointermove', ({ pointerType, clientX, clientY }) => {
  if (pointerType !== 'touch') moveTo(lineAt(clientX, clientY))
}, { passive: true })
document.addEventListener('click', ({ clientX, clientY }) => moveTo(lineAt(clientX, clientY)))
new MutationObserver(() => requestAnimationFrame(() => moveTo(lineAt(textCentre(), middle)) || draw()))
  .observe(root, { attributes: true })

const tools = document.querySelector('.br-folio') ?? document.querySelector('.br-toolbar')
if (tools) tools.after(ruler)
else document.querySelector('main').prepend(ruler)
moveTo(lineAt(textCentre(), middle)) || draw()
