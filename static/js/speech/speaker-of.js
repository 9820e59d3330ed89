// Makes what lets a reader of the list of readers.js speak.
import { AudioSpeaker } from './audio-speaker.js'
import { RecordingSpeaker } from './recording-speaker.js'
import { Speaker } from './speaker.js'

// `speech` is the answer of the server.
export function speakerOf({ kind, voice, element }, { lang, sentences, recording }, handlers) {
  if (kind === 'recording') return new RecordingSpeaker(element, recording.seconds, handlers)
  if (kind === 'audio') return new AudioSpeaker(element, sentences, handlers)
  const speaker = new Speaker(sentences, lang, handlers)
  speaker.voice = voice
  return speaker
}
