"""A speech engine for headless browsers, which have none."""

# The voice says each sentence in no time, unless `held`; `silent` voices never begin: all, or those that are named.
VOICES = """
window.said = []
window.held = true
const voice = (name, lang, localService) => ({ name, lang, localService })
const voices = [voice('Xa', 'vi_VN', false), voice('Gần', 'vi-VN', true), voice('Anna', 'en-GB', true)]
class Utterance extends EventTarget { constructor(text) { super(); this.text = text } }
window.SpeechSynthesisUtterance = Utterance
const synthesis = {
  getVoices: () => voices.slice(),
  addEventListener() {},
  cancel() {
    const cancelled = this.current
    this.current = undefined
    setTimeout(() => cancelled?.onerror?.({ error: 'canceled' }))
  },
  speak(utterance) {
    window.said.push([utterance.text, utterance.voice.name, utterance.rate])
    this.current = utterance
    if (window.silent === true || window.silent?.includes(utterance.voice.name)) return
    setTimeout(() => {
      if (this.current !== utterance) return
      utterance.onstart?.()
      if (!window.held) this.end()
    })
  },
  end() { this.current.onend() }
}
Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
"""
