"""Scripts that the scenarios run in a page, to record its state and its errors."""

from __future__ import annotations

# Idempotent: Firefox runs it before the page's own scripts, WebKit at the first step that needs it.
PROBE = """
window.probe ??= (() => {
  const probe = { sent: 0, answers: 0, troubles: [] }
  probe.facts = () => ({
    ...document.documentElement.dataset,
    value: document.querySelector('#toolbar-value')?.textContent,
    cookie: document.cookie.split('; ').find((part) => part.startsWith('bantin_prefs='))?.slice(13) ?? '',
    status: document.querySelector('#status')?.textContent.trim(),
    size: parseFloat(getComputedStyle(document.querySelector('.br-article p') ?? document.body).fontSize)
  })
  addEventListener('submit', () => { probe.inside = probe.facts() })
  addEventListener('htmx:before:request', () => { probe.sent += 1 })
  addEventListener('htmx:finally:request', () => { probe.answers += 1 })
  addEventListener('pageshow', (event) => { probe.restored = event.persisted })
  addEventListener('error', (event) => probe.troubles.push(String(event.message)))
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    probe.troubles.push(`policy: ${effectiveDirective} ${blockedURI}`))
  return probe
})();
"""
LOOK = """
const bar = document.getElementById('toolbar'), larger = document.getElementById('toolbar-larger')
const box = probe.paragraph?.getBoundingClientRect()
return {
  ...probe.facts(), inside: probe.inside, sent: probe.sent, answers: probe.answers,
  troubles: probe.troubles, restored: probe.restored === true, focus: document.activeElement?.id,
  sameButton: probe.button !== undefined && probe.button === larger,
  corner: larger && [larger.getBoundingClientRect().left, larger.getBoundingClientRect().top],
  swapped: bar !== null && !bar.hasAttribute('data-probe'),
  place: box && box.top + probe.share * box.height
}
"""
# The mark on the toolbar is not in the server's markup, so an answer that is swapped in takes it away.
MARK = """
probe.button = document.getElementById('toolbar-larger')
document.getElementById('toolbar').setAttribute('data-probe', '')
"""
READ_ON = """
scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })
const under = document.getElementById('toolbar').getBoundingClientRect().bottom
probe.share = SHARE
probe.paragraph = [...document.querySelectorAll('.br-article p')].find((p) => p.getBoundingClientRect().top > under)
const { top, height } = probe.paragraph.getBoundingClientRect()
scrollBy({ top: top + probe.share * height - under - 4, behavior: 'instant' })
"""
