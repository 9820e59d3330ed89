import { voicesFor } from './voices.js'

// What can read: the publisher's recording; else voices of the device first, then the audio of the site, then voices that
// need a network. `element` plays the recording or the audio; `names` are those of both.
export function readersFor({ lang, recording, audio }, element, names) {
  const voices = voicesFor(lang).map((voice) => ({ kind: 'voice', name: voice.name, voice }))
  if (element && recording) return [{ kind: 'recording', name: names.recording }, ...voices]
  const remote = voices.findIndex(({ voice }) => !voice.localService)
  const place = remote < 0 ? voices.length : remote
  return element && audio ? [...voices.slice(0, place), { kind: 'audio', name: names.audio }, ...voices.slice(place)] : voices
}

// A single voice is no choice; a single recording is named.
export function fillVoices(select, readers) {
  for (const { name } of readers) select.append(new Option(name))
  select.closest('label').hidden = readers.length < 2 && readers[0].kind !== 'recording'
}
