// Under `require-trusted-types-for 'script'` htmx needs a policy for the answers of this site; scripts in them
// stay dead. The hook is not documented: a test holds this version to it.
import htmx from 'htmx.org'

htmx.registerExtension('trusted', {
  init: (api) => {
    if ('trustedTypes' in window) {
      api.initSecurity(window.trustedTypes.createPolicy('htmx', { createHTML: (html) => html, createScript: () => '' }))
    }
  }
})
