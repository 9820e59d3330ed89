// Takes scenarios (see engine_scenarios.py) in Firefox over WebDriver BiDi, each as a new reader: one line of JSON
// in, {"preload": "script", "steps": [["open", "http://..."], ...]}; one line out, {"seen": {...}} or {"trouble": "..."}.
// node firefox.mjs /usr/bin/firefox-esr
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

import puppeteer from 'puppeteer-core'

const PATIENCE = 10_000

async function take({ preload, steps }, reader) {
  const page = await reader.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.setViewport({ width: 800, height: 740 })
  await page.evaluateOnNewDocument(preload)

  const seen = {}
  const evaluate = (text) => page.evaluate(`(() => { ${text} })()`)
  const does = {
    open: (url) => page.goto(url),
    click: (selector) => page.click(selector),
    key: (name) => page.keyboard.press(name),
    reload: () => page.reload(),
    pause: (seconds) => pause(seconds * 1000),
    eval: async (name, text) => {
      const value = await evaluate(text)
      if (name) seen[name] = value
    },
    // A page on its way out refuses to answer.
    until: async (text) => {
      const end = Date.now() + PATIENCE
      while (!(await evaluate(text).catch(() => false))) {
        if (Date.now() > end) throw new Error(`never true: ${text}`)
        await pause(20)
      }
    }
  }
  for (const [verb, ...details] of steps) await does[verb](...details)
  return { seen }
}

const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.argv[2],
  headless: true,
  protocolTimeout: PATIENCE,
  extraPrefsFirefox: { 'intl.accept_languages': 'vi-VN,vi' }
})
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const reader = await browser.createBrowserContext()
    console.log(JSON.stringify(await take(JSON.parse(line), reader).catch((error) => ({ trouble: String(error) }))))
    await reader.close()
  }
} finally {
  await browser.close()
}
