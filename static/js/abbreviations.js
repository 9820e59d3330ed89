// Shows what an abbreviation stands for, beside it, when it is pressed or has the focus; Escape closes it. Without
// script, and in browsers without popovers, its link leads to the glossary.
import { announceIfNew } from './live-region.js'

let note

function show(link) {
  if (!note) {
    note = document.createElement('p')
    note.className = 'br-abbr-note'
    note.popover = 'auto'
    document.querySelector('main').append(note)
  }
  note.lang = link.closest('[lang]').lang
  note.textContent = link.firstElementChild.title
  if (!note.matches(':popover-open')) note.showPopover()
  const place = link.getBoundingClientRect()
  const left = Math.min(place.left, document.documentElement.clientWidth - note.offsetWidth - 16)
  const above = place.top - note.offsetHeight
  // Where it fits on neither side, the page can be scrolled to its end.
  const isBelow = place.bottom + note.offsetHeight < window.innerHeight || above < 0
  note.style.left = `${window.scrollX + Math.max(left, 16)}px`
  note.style.top = `${window.scrollY + (isBelow ? place.bottom : above)}px`
}

if ('popover' in HTMLElement.prototype) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.br-abbr')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(link)
    announceIfNew(note.textContent)
  })
  document.addEventListener('focusin', ({ target }) => {
    if (target.matches('.br-abbr:focus-visible')) show(target)
    else if (note?.matches(':popover-open')) note.hidePopover()
  })
}
