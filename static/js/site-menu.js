// Closes a list of sections on Escape, and when the focus or a click goes elsewhere, so that it never covers what has the
// focus. Without script its summary closes it.

const openMenus = () => [...document.querySelectorAll('.br-menu[open]')]

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    const hadFocus = menu.contains(document.activeElement)
    menu.open = false
    if (hadFocus) menu.querySelector('summary').focus()
  }
})
for (const type of ['click', 'focusin']) {
  document.addEventListener(type, (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false
  })
}
