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
  let inner = ''
  // Anew at each step: a frame that loads another page may be another one to the driver.
  const here = async () => (inner ? (await page.$(inner)).contentFrame() : page)
  const evaluate = async (text) => (await here()).evaluate(`(() => { ${text} })()`)
  const does = {
    open: (url) => {
      inner = ''
      return page.goto(url)
    },
    size: (width, height) => page.setViewport({ width, height }),
    frame: (selector) => {
      inner = selector
    },
    top: () => {
      inner = ''
    },
    click: async (selector) => (await here()).click(selector),
    key: async (name) => {
      const [pressed, held] = name.split('+').reverse()
      if (held) await page.keyboard.down(held)
      await page.keyboard.press(pressed)
      if (held) await page.keyboard.up(held)
    },
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
  acceptInsecureCerts: true,
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
