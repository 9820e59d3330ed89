// The form that makes one book of the saved articles. The server makes it, so a copy of the page has no such form.

const place = document.getElementById('saved-book')
const template = document.getElementById('saved-book-article')

// `copies` as Copies.list() has them. What was unticked stays so.
export function showBook(copies) {
  const list = document.getElementById('saved-book-articles')
  const unticked = new Set([...list.querySelectorAll('input:not(:checked)')].map(({ value }) => value))
  list.replaceChildren(...copies.map(({ path, title, language }) => {
    const row = template.content.cloneNode(true).firstElementChild
    const input = row.querySelector('input')
    input.value = path.split('/').at(-1)
    input.checked = !unticked.has(input.value)
    const name = row.querySelector('span')
    name.textContent = title
    if (language) name.lang = language
    return row
  }))
  place.hidden = copies.length === 0
}
