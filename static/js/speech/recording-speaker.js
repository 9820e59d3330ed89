// Plays the publisher's recording of the article, by time: which sentence it is at is not known.
import { ElementSpeaker } from './element-speaker.js'

const STEP = 15 // s

export class RecordingSpeaker extends ElementSpeaker {
  // `handlers`: those of ElementSpeaker, and second(seconds) for each that begins. `seconds` is the length that the server
  // knows, until the browser does.
  constructor(element, seconds, handlers) {
    super(element, handlers)
    this.length = seconds
    this.second = -1
  }

  get seconds() {
    return Number.isFinite(this.element.duration) ? this.element.duration : this.length
  }

  // Without a moment it goes on where it was paused.
  play(seconds) {
    if (seconds !== undefined) this.moveTo(seconds)
    this.resume()
  }

  moveTo(seconds) {
    const moment = Math.min(Math.max(seconds, 0), this.seconds)
    this.seek(moment)
    this.atTime(moment)
  }

  // Stays paused where it is paused.
  move(count) {
    this.moveTo(this.element.currentTime + count * STEP)
  }

  atTime(time) {
    const second = Math.floor(time)
    if (second === this.second) return
    this.second = second
    this.handlers.second(second)
  }

  atEnd() {
    this.second = -1
    this.handlers.ended()
  }
}

// A length of time as 7:05, from an hour on as 1:07:05.
export function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor)
  const two = (number) => String(number).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
