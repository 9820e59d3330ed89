// A place in an article: the first block of its text that is in view, by its first words, so that it is found again at
// another text size and after the article was changed.
import { topEdge } from './edge.js'

const text = document.querySelector('.br-article')
const blocks = [...text.children]
const FIRST_LETTERS = 60

const startOf = (block) => block.textContent.trim().slice(0, FIRST_LETTERS)
const below = (edge) => blocks.findIndex((block) => block.getBoundingClientRect().bottom > edge)

// The nearest heading above a block, else the first words of the block itself.
function nameOf(index) {
  const heading = blocks.slice(0, index + 1).reverse().find((block) => block.matches('.br-heading'))
  return heading?.firstElementChild.textContent ?? `${startOf(blocks[index]).slice(0, 40).replace(/\s+\S*$/, '')}…`
}

// `fraction` is the part of the block that is above the edge. Null above the text, below it, and in its first screen.
export function currentPlace() {
  const edge = topEdge()
  if (text.getBoundingClientRect().top > edge || scrollY < innerHeight) return null
  const index = below(edge)
  if (index < 1) return null
  const { top, height } = blocks[index].getBoundingClientRect()
  return { start: startOf(blocks[index]), name: nameOf(index), fraction: Math.max(edge - top, 0) / height }
}

export const isReadToTheEnd = () => text.getBoundingClientRect().bottom <= innerHeight

export const blockOf = ({ start }) => blocks.find((block) => start && startOf(block) === start)

// Scrolls so that a place is where it was.
export function scrollToPlace(block, { fraction }) {
  const { top, height } = block.getBoundingClientRect()
  scrollBy({ top: top + fraction * height - topEdge(), behavior: 'instant' })
}
