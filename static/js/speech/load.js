// Loads the style sheet of the player and the sentences of the article of a button.
export async function load(listen) {
  await new Promise((resolve, reject) => {
    const rel = 'stylesheet'
    document.head.append(Object.assign(document.createElement('link'), { rel, href: listen.dataset.style, onload: resolve, onerror: reject }))
  })
  const response = await fetch(listen.dataset.speech)
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}
