// Closes the theme menu on Escape, and when the focus or a click goes elsewhere, so that it never covers what has the
// focus. Without script its summary closes it.

const menu = () => document.getElementById('toolbar-themes')

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu()?.open) return
  const hadFocus = menu().contains(document.activeElement)
  menu().open = false
  if (hadFocus) menu().querySelector('summary').focus()
})
for (const type of ['click', 'focusin']) {
  document.addEventListener(type, (event) => {
    if (menu()?.open && !menu().contains(event.target)) menu().open = false
  })
}
