import { voicesFor } from './voices.js'

// What can read: voices of the device first, then the audio of the site, then voices that need a network.
export function readersFor(language, audio, audioName) {
  const voices = voicesFor(language).map((voice) => ({ name: voice.name, voice }))
  const remote = voices.findIndex(({ voice }) => !voice.localService)
  const place = remote < 0 ? voices.length : remote
  return audio ? [...voices.slice(0, place), { name: audioName, audio }, ...voices.slice(place)] : voices
}
