// Shows a picture in place of its button, for readers who load none. Without script the button loads the page with it.

document.addEventListener('submit', (event) => {
  const placeholder = event.target.closest('.br-placeholder')
  if (!placeholder) return
  event.preventDefault()
  const picture = placeholder.querySelector('template').content.cloneNode(true)
  const image = picture.querySelector('img')
  image.tabIndex = -1
  // The number stands for the picture; the caption goes below it, as on a page with pictures.
  const caption = placeholder.parentElement.querySelector('figcaption')
  caption?.querySelector('b')?.remove()
  placeholder.replaceWith(picture)
  if (caption) image.closest('figure').append(caption)
  image.focus({ preventScroll: true })
})
