// Answers each line of its input, {address, params, providers}, with a line: {offer} or {trouble}.
import { createInterface } from "node:readline"
import { extract, hasProvider, setProviderList } from "@extractus/oembed-extractor"

// The package asks its providers by HTTPS alone; the site of the tests speaks HTTP.
const byHttp = (address) => fetch(String(address).replace(/^https:/, "http:"))

for await (const line of createInterface({ input: process.stdin })) {
  const { address, params, providers } = JSON.parse(line)
  setProviderList(providers)
  try {
    const known = hasProvider(address)
    console.log(JSON.stringify({ known, offer: await extract(address, params, known ? byHttp : fetch) }))
  } catch ({ message }) {
    console.log(JSON.stringify({ trouble: message }))
  }
}
