// The theme choices close by Escape and by a press elsewhere. Without script they close by their own name.

const themes = () => document.getElementById('toolbar-themes')

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !themes()?.open) return
  const inside = themes().contains(document.activeElement)
  themes().open = false
  if (inside) themes().querySelector('summary').focus()
})
document.addEventListener('click', (event) => {
  if (themes()?.open && !themes().contains(event.target)) themes().open = false
})
