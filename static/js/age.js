// Shows in `place` how long ago its moment was, for one day. Screen readers get the date beside it alone.
export function showAge(place) {
  const minutes = Math.floor((Date.now() - Date.parse(place.dataset.moment)) / 60_000)
  const format = new Intl.RelativeTimeFormat(place.closest('[lang]').lang)
  const age = minutes < 60 ? format.format(-Math.max(minutes, 1), 'minute') : format.format(-Math.floor(minutes / 60), 'hour')
  // A device whose clock is wrong shows nothing.
  const isShown = minutes >= 0 && minutes < 24 * 60
  const dot = Object.assign(document.createElement('span'), { className: 'br-dot', textContent: ' · ' })
  place.replaceChildren(...(isShown ? [dot, age] : []))
}
