// The controls of a reading toolbar, on the site's own pages and in embeds. Runs in <head> too: keep it small.

function setDisabled(control, isDisabled) {
  if (isDisabled) control.setAttribute('aria-disabled', 'true')
  else control.removeAttribute('aria-disabled')
  document.getElementById(`${control.id}-limit`).hidden = !isDisabled
}

// Shows the text size and the theme in force, with the next values and the limits. `setValue(control, value)` sets what
// a size control does when it is pressed; `themeState` is the attribute that marks the current theme.
export function updateToolbar(toolbar, { text, theme }, setValue, themeState) {
  const options = JSON.parse(toolbar.dataset.options).text
  const sizes = [...options].sort((a, b) => a - b)
  const index = sizes.indexOf(text)
  const next = { smaller: sizes[index - 1] ?? text, larger: sizes[index + 1] ?? text, reset: options[0] }
  for (const [name, value] of Object.entries(next)) {
    const control = document.getElementById(`toolbar-${name}`)
    setValue(control, value)
    setDisabled(control, value === text)
  }
  document.getElementById('toolbar-value').textContent = `${text}%`
  for (const control of toolbar.querySelectorAll('[id^=toolbar-theme-]')) {
    control.setAttribute(themeState, String(control.id === `toolbar-theme-${theme}`))
  }
}
