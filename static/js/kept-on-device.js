// On the page about privacy: a button that removes the reading places which this device keeps.
import { announce } from './live-region.js'
import { forgetAllPlaces, hasPlaces } from './reading/places-store.js'

const button = document.getElementById('forget-places')

if (button) {
  button.hidden = !hasPlaces()
  button.addEventListener('click', () => {
    forgetAllPlaces()
    announce(button.dataset.done)
    button.replaceWith(Object.assign(document.createElement('strong'), { textContent: button.dataset.done }))
  })
}
