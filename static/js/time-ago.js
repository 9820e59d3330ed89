// Shows the age of an article beside its date. Runs right after its place and before the line is painted, so that nothing
// moves.
import { showAge } from './age.js'

const place = document.currentScript.previousElementSibling
showAge(place)
addEventListener('pageshow', () => showAge(place))
