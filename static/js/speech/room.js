// Keeps room for the player: the style sheet knows its height, so that the end of the page and what has the focus stay clear
// of it (WCAG 2.2, 2.4.12).

const { documentElement: root } = document

// Until the signal.
export function keepRoom(bar, signal) {
  const show = () => { if (!signal.aborted) root.style.setProperty('--player', `${bar.offsetHeight}px`) }
  show()
  // Within the observer's turn the page would be laid out again, which Firefox reports as an error.
  const observer = new ResizeObserver(() => requestAnimationFrame(show))
  observer.observe(bar)
  root.toggleAttribute('data-listening', true)
  signal.addEventListener('abort', () => {
    observer.disconnect()
    root.removeAttribute('data-listening')
    root.style.removeProperty('--player')
    if (!root.style.length) root.removeAttribute('style')
  })
}
