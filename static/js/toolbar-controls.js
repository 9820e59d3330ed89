// The controls of a reading toolbar, on the site's own pages and in embeds. Runs in <head> too: keep it small.

function setDisabled(control, isDisabled) {
  if (isDisabled) control.setAttribute('aria-disabled', 'true')
  else control.removeAttribute('aria-disabled')
  document.getElementById(`${control.id}-limit`).hidden = !isDisabled
}

// Shows the values in force, with the next text sizes and their limits. `setValue(control, value)` sets what a size
// control does when it is pressed; `state` is the attribute that marks the current choice of a row.
export function updateToolbar(toolbar, values, setValue, state) {
  const { text } = values
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
  for (const control of toolbar.querySelectorAll('.br-choice')) {
    const name = control.name || control.dataset.name
    if (name in values) control.setAttribute(state, String(control.id === `toolbar-${name}-${values[name]}`))
  }
}
