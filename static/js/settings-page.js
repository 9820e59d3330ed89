// The element of the settings page with an id: parts that few readers use are on that page alone. Null where it has none;
// rejected without a network.
export function settingsPart(id) {
  const { settings } = document.querySelector('script[data-settings]').dataset
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', settings)
    request.responseType = 'document'
    request.addEventListener('load', () => resolve(request.response?.getElementById(id) ?? null))
    request.addEventListener('error', reject)
    request.send()
  })
}
