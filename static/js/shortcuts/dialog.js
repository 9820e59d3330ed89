// The settings of the shortcuts in a dialog on every page. They and their style come from the settings page.
import { initSettings } from './settings.js'

function fetchSettings(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', address)
    request.responseType = 'document'
    request.addEventListener('load', () => resolve(request.response))
    request.addEventListener('error', reject)
    request.send()
  })
}

function loadStyle(page) {
  const style = page.getElementById('settings-style')
  if (!style || document.getElementById(style.id)) return null
  return new Promise((resolve) => {
    for (const type of ['load', 'error']) style.addEventListener(type, resolve)
    document.head.append(document.adoptNode(style))
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

let isOpening = false

export async function openDialog() {
  if (isOpening) return
  isOpening = true
  await open().finally(() => { isOpening = false })
}

async function open() {
  const own = document.getElementById('shortcuts')
  if (own) {
    own.scrollIntoView({ block: 'start', behavior: 'instant' })
    own.querySelector('input').focus({ preventScroll: true })
    return
  }
  const { settings } = document.querySelector('script[data-shortcuts]').dataset
  const before = document.activeElement
  const page = await fetchSettings(settings).catch(() => null)
  const section = page?.getElementById('shortcuts')
  if (!section) {
    location.assign(`${settings}#shortcuts`)
    return
  }
  await loadStyle(page)
  const dialog = makeDialog(document.adoptNode(section))
  document.body.append(dialog)
  initSettings(section)
  dialog.addEventListener('close', () => before?.focus({ preventScroll: true }))
  dialog.showModal()
}
