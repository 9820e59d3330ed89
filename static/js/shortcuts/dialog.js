// The settings of the shortcuts in a dialog on every page. They come from the settings page.
import { initSettings } from './settings.js'

function fetchSettings(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', address)
    request.responseType = 'document'
    request.addEventListener('load', () => resolve(request.response?.getElementById('shortcuts')))
    request.addEventListener('error', reject)
    request.send()
  })
}

function makeDialog(settings) {
  const dialog = Object.assign(document.createElement('dialog'), { className: 'br-dialog', id: 'shortcuts-dialog' })
  dialog.setAttribute('aria-labelledby', 'shortcuts-name')
  const close = document.createElement('button')
  Object.assign(close, { type: 'button', className: 'br-button br-button--quiet', textContent: settings.dataset.close })
  close.addEventListener('click', () => dialog.close())
  settings.append(close)
  dialog.append(settings)
  dialog.addEventListener('close', () => {
    // It opens anew: another tab may have changed the keys.
    if (dialog.querySelector('#shortcuts')) dialog.remove()
  })
  return dialog
}

export async function openDialog() {
  const own = document.getElementById('shortcuts')
  if (own) {
    own.scrollIntoView({ block: 'start', behavior: 'instant' })
    own.querySelector('input').focus({ preventScroll: true })
    return
  }
  const { settings } = document.querySelector('script[data-shortcuts]').dataset
  const before = document.activeElement
  const section = await fetchSettings(settings).catch(() => null)
  if (!section) {
    location.assign(`${settings}#shortcuts`)
    return
  }
  const dialog = makeDialog(document.adoptNode(section))
  document.body.append(dialog)
  initSettings(section)
  dialog.addEventListener('close', () => before?.focus({ preventScroll: true }))
  dialog.showModal()
}
