// The sentence that announces a press on a toolbar's control: the new value, and whether it is a limit.

export function announcementFor(toolbar, control) {
  const { dataset } = toolbar
  const name = control.name || control.dataset.name
  if (name === 'lang') return control.textContent.trim()
  if (name !== 'text') {
    const label = document.getElementById(`toolbar-${name}`).textContent
    return `${label}: ${control.textContent.trim()}`
  }
  const atLimit = control.getAttribute('aria-disabled') === 'true'
  const limits = {
    'toolbar-larger': dataset.announceLargest,
    'toolbar-smaller': dataset.announceSmallest,
    'toolbar-reset': dataset.announceDefault
  }
  return (atLimit ? limits[control.id] : dataset.announceText).replace('{value}', document.documentElement.dataset.text)
}
