// Where the voice is: said in the bar, and remembered on this device.
import { listeningPlaces } from '../reading/places-store.js'
import { showPosition } from './media-session.js'
import { clock } from './recording-speaker.js'

export class Position {
  // `element` says it; `sentences` are those of the article.
  constructor(element, sentences) {
    this.element = element
    this.sentences = sentences
  }

  atSentence(index) {
    const { sentence } = this.element.dataset
    this.element.textContent = sentence.replace('{number}', index + 1).replace('{count}', this.sentences.length)
    listeningPlaces.store({ ...listeningPlaces.current, text: this.sentences[index].text })
  }

  atSecond(seconds, speaker) {
    this.element.textContent = `${clock(seconds)} / ${clock(speaker.seconds)}`
    showPosition(speaker, seconds)
    if (seconds > 0) listeningPlaces.store({ ...listeningPlaces.current, seconds })
  }

  // The index of the sentence, which is found again by its text, because an edit of the article elsewhere leaves it as it
  // is; in a recording the second.
  remembered(isByTime) {
    const place = listeningPlaces.current
    if (isByTime) return place?.seconds ?? 0
    return Math.max(this.sentences.findIndex((sentence) => sentence.text === place?.text), 0)
  }

  forget() {
    listeningPlaces.forget()
  }
}
