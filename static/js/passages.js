// Loaded by a reader's first selection in an article: the passage that was selected last can be copied with its source,
// or a link to it. The browser's own copy is left alone.
import { copyBy } from './copy-button.js'
import { announce } from './live-region.js'
import { directiveFor } from './passages/text-fragment.js'

const SHOWN_CHARACTERS = 120

const article = document.querySelector('main article')
const place = document.getElementById('passage')
const quoteButton = document.getElementById('passage-quote')
const linkButton = document.getElementById('passage-link')
let range
let passage = ''

function shortened(text) {
  const words = text.replace(/\s+/g, ' ').split(' ')
  let shown = ''
  for (const word of words) {
    if (shown.length + word.length > SHOWN_CHARACTERS) return `${shown}…`
    shown += shown ? ` ${word}` : word
  }
  return shown
}

// A press on a control ends a selection on some devices: the last one in the article stays in force.
function keepSelection() {
  const selection = getSelection()
  if (selection.isCollapsed) return
  const selected = selection.getRangeAt(0)
  const text = selection.toString().trim()
  if (!text || !article.contains(selected.commonAncestorContainer)) return
  range = selected.cloneRange()
  passage = text
  document.getElementById('passage-text').textContent = shortened(text)
  place.hidden = false
}

async function copy(button, text) {
  if (await copyBy(button, text)) return
  getSelection().removeAllRanges()
  getSelection().addRange(range)
  announce(place.dataset.refused, { isProblem: true })
}

quoteButton.addEventListener('click', () => {
  const { title, place: site, url } = quoteButton.dataset
  copy(quoteButton, `${passage}\n\n${title}\n${site}\n${url}`)
})
linkButton.addEventListener('click', () => {
  const directive = directiveFor(range, article)
  copy(linkButton, linkButton.dataset.url + (directive && `#:~:${directive}`))
})
document.addEventListener('selectionchange', keepSelection)
keepSelection()
