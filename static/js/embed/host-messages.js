// Messages between an embed's frame and the page around it. That page learns the frame's height and no more.

const VERSION = 1
// WordPress names each frame by a secret in its address's fragment, and expects it in every message (wp-embed.js).
const secret = /[?&]secret=([A-Za-z0-9]+)/.exec(location.hash)?.[1]

const isFramed = parent !== self
const post = (message) => parent.postMessage(message, '*')

// In whole pixels. The viewport's height would not do, because the host sets it.
const height = () => Math.ceil(document.documentElement.getBoundingClientRect().height)

export function postHeight() {
  const value = height()
  if (!isFramed || !value) return
  post({ type: 'bantin:height', v: VERSION, height: value })
  if (secret) post({ message: 'height', value, secret })
}

// Asks WordPress to follow a link. Returns false elsewhere.
export function postLink(href) {
  if (!secret || !isFramed) return false
  post({ message: 'link', value: href, secret })
  return true
}

if (secret) {
  for (const link of document.querySelectorAll('a[target=_self]')) link.hash = location.hash
}

addEventListener('message', ({ source, data }) => {
  if (source !== parent || !isFramed) return
  const isMeasureRequest = data?.type === 'bantin:measure' && data.v === VERSION
  const isWordPressReady = secret && data?.message === 'ready' && data.secret === secret
  if (isMeasureRequest || isWordPressReady) postHeight()
})
