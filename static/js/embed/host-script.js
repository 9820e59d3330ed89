// For pages that embed articles: sets each frame's height to that of its text, and turns <bantin-article> into frames.
// Without it a frame keeps its fixed height and scrolls.
((script) => {
  const base = script?.src.replace(/\/(embed|static)\/[^/]*$/, '')
  window.bantinEmbed ||= new Set()
  const sites = window.bantinEmbed
  if (!base || sites.has(base)) return
  sites.add(base)

  const { origin } = new URL(base)
  const heights = new WeakMap()
  const isOurs = (frame) => frame.src.startsWith(`${base}/embed/`)
  const requestHeight = (frame) => frame.contentWindow?.postMessage({ type: 'bantin:measure', v: 1 }, '*')
  const requestAllHeights = () => [...document.querySelectorAll('iframe')].filter(isOurs).forEach(requestHeight)

  // The origin of a sandboxed frame is 'null'.
  const isTrusted = (frame, from) =>
    from === origin || (from === 'null' && frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin'))

  // The plain link before the frame is hidden once the frame has shown its text.
  function setHeight(frame, height) {
    if (Math.abs(height - heights.get(frame)) < 2) return
    heights.set(frame, height)
    Object.assign(frame.style, { boxSizing: 'content-box', height: `${height}px`, maxWidth: '100%' })
    const quote = frame.previousElementSibling
    if (quote?.matches('blockquote') && [...quote.querySelectorAll('a')].some((a) => a.href.startsWith(`${base}/`))) {
      quote.style.display = 'none'
    }
  }

  addEventListener('message', ({ data, origin: from, source }) => {
    if (data?.type !== 'bantin:height' || data.v !== 1 || !Number.isFinite(data.height) || data.height <= 0) return
    const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentWindow === source)
    if (frame && isOurs(frame) && isTrusted(frame, from)) setHeight(frame, Math.min(Math.max(Math.ceil(data.height), 50), 250000))
  })
  // A frame's load event does not bubble, but can be captured.
  addEventListener('load', ({ target }) => target.matches?.('iframe') && isOurs(target) && requestHeight(target), true)
  addEventListener('visibilitychange', requestAllHeights)
  requestAllHeights()

  const optionNames = ['level', 'theme', 'text', 'lang', 'face', 'line', 'spacing', 'accent']

  class BantinArticle extends HTMLElement {
    static observedAttributes = ['src', 'title', ...optionNames]

    connectedCallback() {
      const src = this.getAttribute('src') ?? ''
      // Several sites may share an origin, one below another's path.
      const site = [...sites].find((one) => src.startsWith(`${one}/articles/`) || src.startsWith(`${one}/embed/`))
      if (!site || !this.isConnected) return
      const address = new URL(site + src.slice(site.length).replace(/^\/articles\//, '/embed/articles/'))
      if (!address.href.startsWith(`${site}/embed/`)) return
      for (const name of optionNames) if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name))
      const frame = this.querySelector('iframe') ?? Object.assign(document.createElement('iframe'), {
        title: this.title || this.textContent.trim(), width: '100%', height: 720, loading: 'lazy'
      })
      frame.style.border = '0'
      if (frame.src !== address.href) frame.src = address
      this.replaceChildren(frame)
    }

    attributeChangedCallback() {
      this.connectedCallback()
    }
  }

  if (!customElements.get('bantin-article')) customElements.define('bantin-article', BantinArticle)
  else for (const element of document.querySelectorAll('bantin-article')) element.connectedCallback()
})(document.currentScript)
