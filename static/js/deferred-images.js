// Shows a picture in place of its button, for readers who load none. Without script the button loads the page with it.

document.addEventListener('submit', (event) => {
  const placeholder = event.target.closest('.br-placeholder')
  if (!placeholder) return
  event.preventDefault()
  const picture = placeholder.querySelector('template').content.cloneNode(true)
  const image = picture.querySelector('img')
  image.tabIndex = -1
  placeholder.replaceWith(picture)
  image.focus({ preventScroll: true })
})
