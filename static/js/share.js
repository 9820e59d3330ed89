// Offers the system's own sheet to share the article, where the browser has one.
const item = document.getElementById('share-system')

if (item && navigator.share) {
  const button = item.querySelector('button')
  item.hidden = false
  button.addEventListener('click', () => {
    // The reader may close the sheet without sharing.
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => {})
  })
}
