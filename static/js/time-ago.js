// Shows beside an article's date, for one day, how long ago that was. Runs right after its place and before the line is
// painted, so that nothing moves. Screen readers get the date alone.

const place = document.currentScript.previousElementSibling

function show() {
  const minutes = Math.floor((Date.now() - Date.parse(place.dataset.moment)) / 60_000)
  const format = new Intl.RelativeTimeFormat(place.closest('[lang]').lang)
  const age = minutes < 60 ? format.format(-Math.max(minutes, 1), 'minute') : format.format(-Math.floor(minutes / 60), 'hour')
  // A device whose clock is wrong shows nothing.
  place.textContent = minutes >= 0 && minutes < 24 * 60 ? ` · ${age}` : ''
}

show()
addEventListener('pageshow', show)
