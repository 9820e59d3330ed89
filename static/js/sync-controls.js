// Runs right after the toolbar, or the form of the settings page, before it is painted.
bantin.updateControls()
const settings = document.getElementById('settings')
if (settings) {
  // Its button is for a language alone: a script saves the rest at once. Unless that script does not come.
  settings.dataset.live = ''
  addEventListener('load', () => settings.toggleAttribute('data-live', Boolean(bantin.savesChoices)))
}
