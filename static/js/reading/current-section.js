// Marks the section that is being read in the table of contents.
import { topEdge } from './edge.js'

const links = [...document.querySelectorAll('.br-contents a')]
const headings = links.map(({ hash }) => document.getElementById(hash.slice(1)))
// To measure what is within a part of distant text would lay it out (distant-text.js).
const isLaidOut = (element) => element.checkVisibility?.({ contentVisibilityAuto: true }) !== false
const blocks = headings.map((heading) => heading.closest('.br-article > *') ?? heading)
let current = null

// A link to a section moves the focus there, and with it what a screen reader reads next. In Chromium Orca would stay where it was.
for (const heading of headings) heading.tabIndex = -1

const isAtTheEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 2

// The last section whose heading is above the first quarter of what is in view.
function sectionInView() {
  const line = topEdge() + (innerHeight - topEdge()) / 4
  const begun = blocks.filter((block) => isLaidOut(block) && block.getBoundingClientRect().top <= line)
  return isAtTheEnd() ? links.at(-1) : links[begun.length - 1]
}

// The rail scrolls by itself where it is longer than the viewport.
function keepInView(link) {
  const rail = link.closest('details')
  const { top, bottom } = link.getBoundingClientRect()
  const box = rail.getBoundingClientRect()
  if (top < box.top) rail.scrollTop -= box.top - top
  else if (bottom > box.bottom) rail.scrollTop += bottom - box.bottom
}

export function markCurrentSection() {
  const link = links.length ? sectionInView() : null
  if (link === current) return
  current?.removeAttribute('aria-current')
  link?.setAttribute('aria-current', 'true')
  if (link) keepInView(link)
  current = link
}
