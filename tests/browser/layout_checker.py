"""A checker of layout: clipped text and overlapping controls, which the accessibility checkers do not look for."""

from __future__ import annotations

from playwright.sync_api import Frame, Page


def layout_faults(page: Page | Frame, where: str) -> list[str]:
    """Text outside of the viewport or of a box that clips it, a page that scrolls sideways, controls that overlap.

    Each fault begins with `where`. Text for screen readers alone is left out, the skip link too, which shows only while
    it has the focus; tables may scroll inside their own region. The
    panel of the reading tools and the button at the lower edge of the settings page may cover what scrolls under it.
    """
    return [f"{where}: {fault}" for fault in [*page.evaluate(_CLIPPED), *page.evaluate(_OVERLAPPING)]]


_CLIPPED = """() => {
  // What lies above or below in a box that scrolls upwards can be reached.
  const within = (box, one) => {
    const edge = one.getBoundingClientRect()
    const across = box.left > edge.left - 1 && box.right < edge.right + 1
    const scrolls = getComputedStyle(one).overflowY === 'auto' && one.scrollHeight > one.clientHeight
    return across && (scrolls || (box.top > edge.top - 1 && box.bottom < edge.bottom + 1))
  }
  const faults = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const parent = text.parentElement
    if (!text.data.trim() || !parent.checkVisibility() || parent.closest('script, .br-skip, .br-scrollable')) continue
    const chain = []
    for (let one = parent; one !== document.body; one = one.parentElement) chain.push(one)
    if (chain.some((one) => getComputedStyle(one).clipPath !== 'none')) continue
    const clippers = chain.filter((one) => getComputedStyle(one).overflowX !== 'visible')
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects()) {
      const words = text.data.trim().slice(0, 60)
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`outside: ${words}`)
      if (!clippers.every((one) => within(box, one))) faults.push(`clipped: ${words}`)
    }
  }
  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth) faults.push(`scrolls sideways: ${scrollWidth} px in ${innerWidth}`)
  return faults
}"""

_OVERLAPPING = """() => {
  const all = document.querySelectorAll('.br-toolbar :is(a, button, summary), .br-choice, .br-button')
  const boxes = [...all].filter((one) => one.checkVisibility() && !one.closest('.br-settings__save'))
    .map((one) => [one.innerText, one.getBoundingClientRect(), one.closest('.br-toolbar__panel')])
  return boxes.flatMap(([one, a, panel], index) => boxes.slice(index + 1).filter(([, b, layer]) => layer === panel &&
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
  ).map(([other]) => `${one} overlaps ${other}`))
}"""
