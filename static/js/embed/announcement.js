// The sentence for a press on a widget's toolbar: the new value, and whether it is a limit.
export function sentence(control) {
  const { dataset } = document.getElementById('widget-toolbar')
  const { name } = control.dataset
  if (name === 'lang') return control.textContent.trim()
  if (name === 'theme') return dataset.sayTheme.replace('{value}', control.textContent.trim())
  const atLimit = control.getAttribute('aria-disabled') === 'true'
  const limits = { 'toolbar-larger': dataset.sayLarger, 'toolbar-smaller': dataset.saySmaller, 'toolbar-reset': dataset.sayReset }
  return (atLimit ? limits[control.id] : dataset.sayText).replace('{value}', document.documentElement.dataset.text)
}
