// Plays the site's audio of the article, sentence by sentence, by the time at which each begins.
import { ElementSpeaker } from './element-speaker.js'

export class AudioSpeaker extends ElementSpeaker {
  // `handlers`: those of ElementSpeaker, and sentence(index) when one begins.
  constructor(element, sentences, handlers) {
    super(element, handlers)
    this.sentences = sentences
    this.index = 0
  }

  // Without an index it goes on where it was paused.
  play(index) {
    if (index !== undefined) {
      this.moveTo(index)
      this.handlers.sentence(this.index)
    }
    this.resume()
  }

  moveTo(index) {
    this.index = Math.min(Math.max(index, 0), this.sentences.length - 1)
    this.seek(this.sentences[this.index].start)
  }

  move(count) {
    this.play(this.index + count)
  }

  atTime(time) {
    if (!this.playing) return
    const index = Math.max(this.sentences.filter(({ start }) => start <= time + 0.05).length - 1, 0)
    if (index === this.index) return
    this.index = index
    this.handlers.sentence(index)
  }

  atEnd() {
    this.index = 0
    this.handlers.ended()
  }
}
