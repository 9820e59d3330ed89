// Keeps the code, the link and the picture for another device in step with the choices on the settings page.

const { bantin } = window
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_MODULUS = 31
const one = (id) => document.getElementById(id)
const { address, qr } = one('device').dataset

// As model/preference_code.py makes it; '' when every choice is the default.
function codeOf(values) {
  const numbers = Object.entries(bantin.options).map(([name, options]) => options.indexOf(values[name]))
  while (numbers.at(-1) === 0) numbers.pop()
  if (!numbers.length) return ''
  const check = numbers.reduce((sum, number, index) => sum + number * (index + 1), 0) % CHECK_MODULUS
  return [...numbers, check].map((number) => ALPHABET[number]).join('').replace(/.{4}(?=.)/g, '$&-')
}

function show() {
  const code = codeOf({ ...bantin.parseCookie(bantin.readCookie()), ...bantin.current() })
  one('device-some').hidden = !code
  one('device-none').hidden = Boolean(code)
  if (!code || code === one('device-code').textContent) return
  one('device-code').textContent = code
  one('device-link').value = `${address}?code=${code}`
  const picture = one('device-picture')
  picture.replaceChildren(Object.assign(new Image(160, 160), {
    className: 'br-device__picture', alt: picture.dataset.alt, loading: 'lazy', src: `${qr}?code=${code}`
  }))
}

// A choice of this page or of another tab, and one that only the cookie has (pictures).
new MutationObserver(show).observe(document.documentElement, { attributes: true })
document.addEventListener('change', show)
one('device').addEventListener('toggle', show)
