// On the page about privacy: a button that removes the reading places which this device keeps.
import { announce } from './live-region.js'
import { listeningPlaces, readingPlaces } from './reading/places-store.js'

const button = document.getElementById('forget-places')

if (button) {
  button.hidden = readingPlaces.isEmpty && listeningPlaces.isEmpty
  button.addEventListener('click', () => {
    readingPlaces.forgetAll()
    listeningPlaces.forgetAll()
    announce(button.dataset.done)
    button.replaceWith(Object.assign(document.createElement('strong'), { textContent: button.dataset.done }))
  })
}
