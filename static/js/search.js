// The search page: results come into the page, the address follows, the number of results is announced.
import { announce } from './live-region.js'

const isSearch = (event) => ['search', 'facets'].includes(event.detail.ctx.sourceElement?.id)

document.addEventListener('htmx:after:swap', (event) => {
  if (!isSearch(event)) return
  const address = new URL(event.detail.ctx.request.action, location)
  for (const [name, value] of [...address.searchParams]) if (!value) address.searchParams.delete(name)
  if (address.href !== location.href) history.pushState(null, '', address)
  announce((document.getElementById('results-heading') ?? document.querySelector('#results p')).textContent.trim())
})

// What cannot be loaded into the page is loaded as a page, which says why.
document.addEventListener('htmx:response:error', (event) => isSearch(event) && event.detail.ctx.sourceElement.submit())
document.addEventListener('htmx:error', (event) => isSearch(event) && event.detail.ctx.sourceElement.submit())

addEventListener('popstate', () => location.reload())
