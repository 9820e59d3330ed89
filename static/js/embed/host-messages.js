// What the frame and the page around it tell each other. Neither learns more than a height.

const VERSION = 1
const secret = /[?&]secret=([A-Za-z0-9]+)/.exec(location.hash)?.[1]

const isFramed = parent !== self
const post = (message) => parent.postMessage(message, '*')

// Not the viewport's height: that is what the host makes of this one.
const height = () => Math.ceil(document.documentElement.getBoundingClientRect().height)

export function tell() {
  const value = height()
  if (!isFramed || !value) return
  post({ type: 'bantin:height', v: VERSION, height: value })
  if (secret) post({ message: 'height', value, secret })
}

// WordPress names a frame by a secret in its address's fragment and takes links from it as messages (wp-embed.js).
export const wordPress = {
  leave(href) {
    if (!secret || !isFramed) return false
    post({ message: 'link', value: href, secret })
    return true
  }
}

if (secret) {
  for (const link of document.querySelectorAll('a[target=_self]')) link.hash = location.hash
}

addEventListener('message', ({ source, data }) => {
  if (source !== parent || !isFramed) return
  const isAsked = data?.type === 'bantin:measure' && data.v === VERSION
  const isReady = secret && data?.message === 'ready' && data.secret === secret
  if (isAsked || isReady) tell()
})
