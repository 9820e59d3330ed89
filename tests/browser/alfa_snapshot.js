// Reads an open page for Siteimprove Alfa; checkers.py bundles this file with esbuild and then calls `alfaSnapshot()`.
import { Native as NativeDevice } from '@siteimprove/alfa-device/native.js'
import { Native as NativeNode } from '@siteimprove/alfa-dom/native.js'

// The page as a string of JSON that alfa.js takes.
globalThis.alfaSnapshot = async () =>
  JSON.stringify({
    url: location.href,
    device: NativeDevice.fromWindow(window),
    document: await NativeNode.fromNode(window.document)
  })
