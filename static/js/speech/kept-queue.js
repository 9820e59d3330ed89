// The articles that the reader keeps for later, as what to listen to next.
import { Copies } from '../offline/copies.js'
import { primary } from './voices.js'

// The first on the list of /saved that is in this language and has not been heard; undefined without one. `heard`: paths.
export async function nextKept(heard, language) {
  const root = document.getElementById('keep')?.dataset.root
  if (!root || !('caches' in window)) return undefined
  const copies = await new Copies(root).list('kept')
  return copies.find((copy) => !heard.includes(copy.path) && primary(copy.language) === primary(language))
}
