// The link to the next page of a list adds its articles to the list, by htmx. The address follows, the focus goes to the
// first new article, and their number is announced. The address is replaced, not pushed: Back leads to the page before
// the list, and the address alone shows the articles that were added last.
import { showAge } from './age.js'
import { announce } from './live-region.js'

const link = () => document.getElementById('older')
const list = () => document.getElementById('list')

function relabel() {
  if (link()) link().textContent = link().dataset.more
}

function fail(ctx) {
  if (ctx?.older) announce(ctx.older.dataset.failed, { isProblem: true })
}

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id === 'older') ctx.older = ctx.sourceElement
})

document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  if (ctx.older) ctx.before = list().children.length
})

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const added = ctx.older ? list().children.length - ctx.before : 0
  if (!added) return
  history.replaceState(history.state, '', ctx.older.href)
  // The last page has no such link, so that of the page before still stands there.
  if (link() === ctx.older) link().remove()
  relabel()
  // Scripts in what was added do not run.
  for (const place of list().querySelectorAll('.br-ago:empty')) showAge(place)
  list().children[ctx.before].querySelector('a').focus()
  announce(ctx.older.dataset.added.replace('{count}', added))
})

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => fail(ctx))
document.addEventListener('htmx:error', ({ detail: { ctx } }) => fail(ctx))
relabel()
