// The files of the typefaces that readers can choose.
import serif400 from '../../build/fonts/literata-400.woff2'
import serif600 from '../../build/fonts/literata-600.woff2'
import serif700 from '../../build/fonts/literata-700.woff2'
import sans400 from '../../build/fonts/be-vietnam-pro-400.woff2'
import sans600 from '../../build/fonts/be-vietnam-pro-600.woff2'
import sans700 from '../../build/fonts/be-vietnam-pro-700.woff2'
import lexend400 from '../../build/fonts/lexend-400.woff2'
import lexend600 from '../../build/fonts/lexend-600.woff2'
import lexend700 from '../../build/fonts/lexend-700.woff2'
import dyslexic400 from '../../build/fonts/opendyslexic-400.woff2'
import dyslexic700 from '../../build/fonts/opendyslexic-700.woff2'

// The files of each face: regular, semibold, bold.
export const FACES = {
  serif: [serif400, serif600, serif700],
  sans: [sans400, sans600, sans700],
  lexend: [lexend400, lexend600, lexend700],
  dyslexic: [dyslexic400, dyslexic700, dyslexic700]
}

// The files that text with these values needs. From 200 % on the sapo is semibold.
export const neededFiles = ({ face, weight, text }) =>
  new Set((FACES[face] ?? []).filter((_, index) => index === 2 || index === (weight === 'strong' ? 1 : 0) || (index === 1 && text >= 200)))
