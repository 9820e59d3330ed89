// The lower edge, in pixels from the top of the viewport, of what covers the text there.

export function topEdge() {
  const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)
  return Number.isNaN(padding) ? 0 : padding
}
