// Runs in <head> before the first paint: brings the page in step with the reader's cookie, because the page may be
// a copy from a shared cache. Offers the same to the scripts that follow, as window.bantin.
((data) => {
  var root = document.documentElement
  var options = JSON.parse(data.preferences)
  var shown = data.shown.split(' ')

  // The text of the cookie, '' when there is none.
  function cookie() {
    var found = ''
    document.cookie.split('; ').forEach((part) => {
      if (!found && part.indexOf(`${data.cookie}=`) === 0) found = part.slice(data.cookie.length + 1)
    })
    return found
  }

  // The first known value of each name; what is unknown, oversize or broken counts as the default.
  function parse(text) {
    var values = {}
    var pairs = text.length > data.longest ? [] : text.split('&')
    Object.keys(options).forEach((name) => {
      values[name] = options[name][0]
      pairs.some((pair) => {
        var value = pair.slice(name.length + 1)
        if (pair.indexOf(`${name}=`) !== 0 || options[name].indexOf(value) < 0) return false
        values[name] = value
        return true
      })
    })
    return values
  }

  // The values that the page shows.
  function inForce() {
    var values = {}
    shown.forEach((name) => { values[name] = root.dataset[name] })
    return values
  }

  function show(values) {
    shown.forEach((name) => { root.dataset[name] = values[name] })
  }

  function setLimit(button, atLimit) {
    if (atLimit) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
    document.getElementById(`${button.id}-limit`).hidden = !atLimit
  }

  // Brings the toolbar's shown value, next values and limits in step with the values in force.
  function drawToolbar(toolbar) {
    var values = inForce()
    var listed = JSON.parse(toolbar.dataset.options)
    var sizes = listed.text.slice().sort((one, other) => one - other)
    var place = sizes.indexOf(values.text)
    var next = {
      smaller: sizes[Math.max(place - 1, 0)],
      larger: sizes[Math.min(place + 1, sizes.length - 1)],
      reset: listed.text[0]
    }
    Object.keys(next).forEach((name) => {
      var button = toolbar.querySelector(`#toolbar-${name}`)
      button.value = next[name]
      setLimit(button, next[name] === values.text)
    })
    toolbar.querySelector('#toolbar-value').textContent = `${values.text}%`
    toolbar.querySelectorAll('[name=theme]').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.value === values.theme))
    })
  }

  // Brings the settings page's form in step, unless the reader is in the middle of choosing.
  function drawSettings(form) {
    var values = inForce()
    if (form.hasAttribute('data-edited')) return
    shown.forEach((name) => {
      document.getElementById(`choice-${name}-${values[name]}`).checked = true
    })
  }

  // Brings in step what the page has to set preferences with.
  function draw() {
    var toolbar = document.getElementById('toolbar')
    var form = document.getElementById('settings')
    if (toolbar) drawToolbar(toolbar)
    if (form) drawSettings(form)
  }

  window.bantin = {
    cookie: cookie, cookieName: data.cookie, cookiePath: data.path, draw: draw, inForce: inForce, options: options, parse: parse, show: show
  }
  show(parse(cookie()))
})(document.currentScript.dataset)
