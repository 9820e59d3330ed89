// What the shortcuts do: what the controls of the page do, too.
import { topEdge } from '../reading/edge.js'

const press = (id) => document.getElementById(id)?.click()

function focus(element) {
  if (!element.matches('a, summary')) element.tabIndex = -1
  element.scrollIntoView({ block: 'start', behavior: 'instant' })
  element.focus({ preventScroll: true })
}

function nextHeading() {
  const headings = [...document.querySelectorAll('main :is(h2, h3, h4)')].filter((one) => one.checkVisibility?.() ?? true)
  const next = headings.find((heading) => heading.getBoundingClientRect().top > topEdge() + 8)
  if (next) focus(next)
}

function contents() {
  const details = document.querySelector('.br-contents details')
  if (!details) return
  details.open = true
  const summary = details.querySelector('summary')
  focus(summary.offsetParent ? summary : details.querySelector('a[aria-current]') ?? details.querySelector('a'))
}

function nextTheme() {
  const themes = [...document.querySelectorAll('[id^=toolbar-theme-]')]
  const current = themes.findIndex((one) => one.getAttribute('aria-pressed') === 'true')
  themes[(current + 1) % themes.length]?.click()
}

export const actions = {
  larger: () => press('toolbar-larger'),
  smaller: () => press('toolbar-smaller'),
  heading: nextHeading,
  contents,
  theme: nextTheme
}
