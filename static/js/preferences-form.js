// Marks the form of the settings page as edited, so that changes in other tabs do not overwrite it.

document.getElementById('settings')?.addEventListener('change', (event) => {
  event.currentTarget.setAttribute('data-edited', '')
})
