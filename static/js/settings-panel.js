// Closes the panel of the reading tools on Escape, by its button, and when the focus or a click goes elsewhere, so that it
// never covers what has the focus. Without script its summary closes it.

const panel = () => document.getElementById('toolbar-settings')

function close() {
  const hadFocus = panel().contains(document.activeElement)
  panel().open = false
  if (hadFocus) panel().querySelector('summary').focus()
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && panel()?.open) close()
})
for (const type of ['click', 'focusin']) {
  document.addEventListener(type, (event) => {
    if (panel()?.open && !panel().contains(event.target)) panel().open = false
  })
}
document.addEventListener('click', (event) => {
  if (event.target.id === 'toolbar-close') close()
})

const button = document.getElementById('toolbar-close')
if (button) button.hidden = false
