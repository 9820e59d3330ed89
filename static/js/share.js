// Offers the system's own sheet to share the article, where the browser has one, and what can be done with a passage.
const item = document.getElementById('share-system')

if (item && navigator.share) {
  const button = item.querySelector('button')
  item.hidden = false
  button.addEventListener('click', () => {
    // The reader may close the sheet without sharing.
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => {})
  })
}

const passage = document.getElementById('passage')

// The script of passages is loaded by the first selection in the article, and sees that selection itself.
function loadPassages() {
  const { isCollapsed, anchorNode } = getSelection()
  if (isCollapsed || !document.querySelector('main article').contains(anchorNode)) return
  document.removeEventListener('selectionchange', loadPassages)
  import(new URL(passage.dataset.script, location.href).href).catch(() => {})
}

// Without a secure page there is no clipboard to write to.
if (passage && navigator.clipboard) document.addEventListener('selectionchange', loadPassages)
