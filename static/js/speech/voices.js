// The browser's voices for a language.

// Android writes vi_VN, some engines the three letters of ISO 639-2.
const THREE_LETTERS = { vie: 'vi', eng: 'en' }

// The primary language of a tag (BCP 47), in two letters where we know them.
export function primary(tag) {
  const language = tag.toLowerCase().split(/[-_]/)[0]
  return THREE_LETTERS[language] ?? language
}

// Voices of the device first: those of a server stop in the middle of a long sentence, and need a network.
export function voicesFor(language) {
  if (!('speechSynthesis' in window)) return []
  const voices = window.speechSynthesis.getVoices().filter((voice) => primary(voice.lang) === primary(language))
  return voices.sort((one, other) => other.localService - one.localService)
}
