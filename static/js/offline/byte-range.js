// The part of a file that a request asks for (RFC 9110, 14.2). Players ask for parts, and Safari plays nothing else.

// `range` is the field of the request: one range of bytes. Anything else, or none, gets the whole file.
export async function partOf(response, range) {
  const [, first, last] = range?.match(/^bytes=(\d*)-(\d*)$/) ?? []
  if (!first && !last) return response
  const file = await response.blob()
  const start = first ? Number(first) : Math.max(file.size - Number(last), 0)
  const end = first && last ? Math.min(Number(last) + 1, file.size) : file.size
  const headers = new Headers(response.headers)
  const isThere = start < end
  headers.set('Content-Range', isThere ? `bytes ${start}-${end - 1}/${file.size}` : `bytes */${file.size}`)
  headers.set('Content-Length', String(isThere ? end - start : 0))
  return new Response(isThere ? file.slice(start, end) : null, { status: isThere ? 206 : 416, headers })
}
