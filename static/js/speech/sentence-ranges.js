// Finds sentences in the page's text, which is never rewritten.

const BLOCK = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, figcaption, caption, pre, br'
// What is not said (services/speech/blocks.py), and what is no part of the article.
const SKIPPED = 'del, math, rp, rt, s, template, button, .br-unseen, .br-anchor, [hidden]'

// A node walker's text with blanks collapsed, and for each of its characters the node and offset it comes from.
function textOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const places = []
  let text = ''
  let block
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.parentElement.closest(SKIPPED)) continue
    const own = node.parentElement.closest(BLOCK)
    if (own !== block && text && !text.endsWith(' ')) {
      text += ' '
      places.push([node, 0])
    }
    block = own
    for (let offset = 0; offset < node.length; offset += 1) {
      const isBlank = /\s/.test(node.data[offset])
      if (isBlank && (!text || text.endsWith(' '))) continue
      text += isBlank ? ' ' : node.data[offset]
      places.push([node, offset])
    }
  }
  return { text, places }
}

// A range for each sentence, in order; undefined for one that the page does not show.
export function rangesOf(root, sentences) {
  const { text, places } = textOf(root)
  let from = 0
  return sentences.map((sentence) => {
    const start = text.indexOf(sentence.text, from)
    if (start < 0) return undefined
    from = start + sentence.text.length
    const range = document.createRange()
    range.setStart(...places[start])
    const [node, offset] = places[from - 1]
    range.setEnd(node, offset + 1)
    return range
  })
}
