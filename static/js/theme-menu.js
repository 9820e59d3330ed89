// The theme choices close by Escape, and when the focus or a press goes elsewhere, so that they never cover what has
// the focus. Without script they close by their own name.

const themes = () => document.getElementById('toolbar-themes')

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !themes()?.open) return
  const inside = themes().contains(document.activeElement)
  themes().open = false
  if (inside) themes().querySelector('summary').focus()
})
for (const elsewhere of ['click', 'focusin']) {
  document.addEventListener(elsewhere, (event) => {
    if (themes()?.open && !themes().contains(event.target)) themes().open = false
  })
}
