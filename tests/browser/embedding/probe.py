"""Scripts that the scenarios run in an embed, to record its state and its errors."""

from __future__ import annotations

from typing import Any

# Idempotent: Chromium and Firefox run it before a page's own scripts, WebKit at the first step that needs it.
PROBE = """
window.probe ??= (() => {
  const probe = { answers: 0, troubles: [] }
  addEventListener('htmx:finally:request', () => { probe.answers += 1 })
  addEventListener('error', (event) => probe.troubles.push(String(event.message)))
  addEventListener('unhandledrejection', (event) => probe.troubles.push(String(event.reason)))
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    probe.troubles.push(`policy: ${effectiveDirective} ${blockedURI}`))
  return probe
})();
"""
LOOK = """
const root = document.documentElement, focus = document.activeElement
const paragraph = document.querySelector('.br-article p') ?? document.body
const embeds = [...document.links].filter((a) => a.pathname.startsWith('/embed/'))
return {
  ...root.dataset,
  value: document.querySelector('#toolbar-value')?.textContent.trim(),
  status: document.querySelector('#status')?.textContent.trim(),
  focus: focus.id,
  ringed: focus.matches(':focus-visible') && getComputedStyle(focus).outlineStyle !== 'none',
  origin: self.origin,
  steps: history.length,
  presses: embeds.map((a) => a.getAttribute('href')),
  size: parseFloat(getComputedStyle(paragraph).fontSize),
  scrolls: root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1,
  width: innerWidth,
  height: innerHeight,
  pictures: [...document.images].map((image) => image.complete && image.naturalWidth > 0),
  troubles: probe.troubles
}
"""


def script_errors(seen: dict[str, Any]) -> list[str]:
    """Every script error that the looks saw."""
    return [trouble for view in seen.values() for trouble in view.get("troubles", [])]
