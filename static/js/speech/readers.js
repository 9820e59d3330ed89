import { voicesFor } from './voices.js'

// What can read: the publisher's recording first; then voices of the device, the audio of the site, and voices that need a
// network. `names` are those of the recording and of the audio; both name the element of the page that plays them.
export function readersFor({ lang, recording, audio }, names) {
  const [first, second] = ['audio-element', 'voice-element'].map((id) => document.getElementById(id))
  const voices = voicesFor(lang).map((voice) => ({ kind: 'voice', name: voice.name, voice }))
  const element = recording ? second : first
  const remote = voices.findIndex(({ voice }) => !voice.localService)
  if (audio && element) voices.splice(remote < 0 ? voices.length : remote, 0, { kind: 'audio', name: names.audio, element })
  return recording && first ? [{ kind: 'recording', name: names.recording, element: first }, ...voices] : voices
}

// A single voice is no choice; a single recording is named.
export function fillVoices(select, readers) {
  for (const { name } of readers) select.append(new Option(name))
  select.closest('label').hidden = readers.length < 2 && readers[0].kind !== 'recording'
}
