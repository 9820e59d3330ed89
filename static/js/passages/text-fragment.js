// The text directive that finds a passage again (URL Fragment Text Directives, "Syntax" and "Generating Text Fragment Directives").
import { blocksIn } from './blocks.js'

// A passage of one block up to this length is named whole, a longer one by its first and last words.
const WHOLE_CHARACTERS = 150
const EDGE_WORDS = 4

const WORD = /[\p{L}\p{M}\p{N}_]+(?:[.,:'’][\p{L}\p{M}\p{N}_]+)*/gu

const plain = (text) => text.replace(/\s+/g, ' ').trim()
const comparable = (text) => plain(text).toLowerCase()
const wordsOf = (text) => plain(text).split(' ')
const firstWords = (text, count) => wordsOf(text).slice(0, count).join(' ')
const lastWords = (text, count) => wordsOf(text).slice(-count).join(' ')

// The hyphen marks a prefix or a suffix, so it is encoded within a text; encodeURIComponent leaves it.
const encoded = (text) => encodeURIComponent(text).replaceAll('-', '%2D')

// The block's selected part, from the begin of its first word to the end of its last one.
function wholeWords({ text, start, end }) {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const after = index + word.length
    if (index < start && start < after) start = index
    if (index < end && end < after) end = after
  }
  return { before: text.slice(0, start), text: plain(text.slice(start, end)), after: text.slice(end) }
}

function textBefore(range) {
  const before = document.createRange()
  before.setStart(document.body, 0)
  before.setEnd(range.startContainer, range.startOffset)
  return comparable(before.toString())
}

// The last words, as many as it takes to be found nowhere earlier in the passage.
function endOf(text, passage) {
  const all = wordsOf(text).length
  let count = Math.min(EDGE_WORDS, all)
  while (count < all && isRepeated(lastWords(text, count), passage)) count += 1
  return lastWords(text, count)
}

function isRepeated(words, passage) {
  const searched = comparable(words)
  return comparable(passage).indexOf(searched) < comparable(passage).length - searched.length
}

// `text=…` for the range, or an empty text if it holds no words.
export function directiveFor(range, root) {
  const blocks = blocksIn(range, root).map(wholeWords).filter(({ text }) => text)
  if (!blocks.length) return ''
  const [first, last] = [blocks[0], blocks.at(-1)]
  const passage = blocks.map(({ text }) => text).join(' ')
  const isWhole = blocks.length === 1 && passage.length <= WHOLE_CHARACTERS
  const start = isWhole ? passage : firstWords(first.text, EDGE_WORDS)
  const parts = [encoded(start)]
  if (!isWhole) parts.push(encoded(endOf(last.text, passage)))
  // The browser takes the first place with these words: the words around the passage tell it from an earlier one.
  if (textBefore(range).includes(comparable(start))) {
    const prefix = lastWords(first.before, EDGE_WORDS)
    const suffix = firstWords(last.after, EDGE_WORDS)
    if (prefix) parts.unshift(`${encoded(prefix)}-`)
    else if (suffix) parts.push(`-${encoded(suffix)}`)
  }
  return `text=${parts.join(',')}`
}
