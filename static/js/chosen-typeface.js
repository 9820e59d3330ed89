// Shows a typeface that is chosen on a page as soon as it has come. The style sheet alone would show it on the next page
// only, because there `font-display: optional` keeps text from moving when a font comes late. On the pages that follow it
// shows if it comes while the text still waits for it. Shows each typeface in its own letters when the panel of the
// reading tools is opened, unless the reader saves data or loads no pictures.
import { holdScrollPosition } from './scroll-anchor.js'
import { FACES, neededFiles } from './typefaces.js'

const { dataset } = document.documentElement
// The fonts that were asked for, by their files.
const asked = new Map()

// The families and weights of the style sheet.
const FAMILIES = { serif: 'literata', sans: 'be-vietnam-pro', lexend: 'lexend', dyslexic: 'opendyslexic' }
const WEIGHTS = [400, 600, 700]

// `base` is the address of a file beside the fonts.
async function showFonts(face, files, base, isInTime = () => true) {
  const fonts = [...files].map((file) => {
    // One that failed is asked for again; one that came too late is shown the next time.
    if (asked.get(file)?.status !== 'error' && asked.has(file)) return asked.get(file)
    const weight = WEIGHTS[FACES[face].lastIndexOf(file)]
    const font = new FontFace(FAMILIES[face], `url("${new URL(file, base)}")`, { weight })
    asked.set(file, font)
    return font
  })
  const results = await Promise.allSettled(fonts.map((font) => font.load()))
  const loaded = results.flatMap(({ value }) => value ?? []).filter((font) => !document.fonts.has(font))
  if (loaded.length && isInTime()) holdScrollPosition(null, () => { for (const font of loaded) document.fonts.add(font) })
}

export const showTypeface = (values, base) => showFonts(values.face, neededFiles(values), base)

// Shows the typeface of the page if its text is still hidden, and then the text.
export async function showHiddenText(base) {
  if (!('waits' in dataset)) return
  const page = document.querySelector('.br-page')
  await showFonts(dataset.face, neededFiles(dataset), base, () => getComputedStyle(page).visibility === 'hidden')
  delete dataset.waits
}

const savesData = () => navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches

export function showSamples(base) {
  if (savesData() || dataset.images === 'off') return
  dataset.samples = ''
  document.addEventListener('toggle', ({ target }) => {
    if (target.id !== 'toolbar-settings' || !target.open) return
    for (const [face, [regular]] of Object.entries(FACES)) showFonts(face, [regular], base)
  }, true)
}
