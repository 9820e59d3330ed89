// The form of the settings page: while the reader is choosing, nothing from elsewhere changes it.

document.getElementById('settings')?.addEventListener('change', (event) => {
  event.currentTarget.setAttribute('data-edited', '')
})
