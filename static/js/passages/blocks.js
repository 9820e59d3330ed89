// The blocks of text that a range touches: a search for a text does not cross from one to the next.

function blockOf(node) {
  let element = node.parentElement
  while (/^(inline|contents)/.test(getComputedStyle(element).display)) element = element.parentElement
  return element
}

function isRead(node) {
  const { parentElement: parent } = node
  const { visibility, webkitUserSelect, userSelect = webkitUserSelect } = getComputedStyle(parent)
  return parent.getClientRects().length > 0 && visibility === 'visible' && userSelect !== 'none' && !parent.closest('.br-contents')
}

// [{ text, start, end }]: a block's whole text, and the offsets of the range's part in it. Blocks without a part are left out.
export function blocksIn(range, root) {
  const blocks = []
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  let block
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    // A line break ends a text as the end of a block does.
    if (node.nodeName === 'BR') block = undefined
    if (node.nodeType !== Node.TEXT_NODE || !isRead(node)) continue
    const element = blockOf(node)
    if (block?.element !== element) {
      block = { element, text: '' }
      blocks.push(block)
    }
    if (range.intersectsNode(node)) {
      const start = node === range.startContainer ? range.startOffset : 0
      const end = node === range.endContainer ? range.endOffset : node.length
      block.start ??= block.text.length + start
      block.end = block.text.length + end
    }
    block.text += node.data
  }
  return blocks.filter(({ start, end }) => start < end)
}
