// Under `require-trusted-types-for 'script'` htmx needs a policy for this site's responses; scripts in them do not run.
// `initSecurity` is not documented: a test checks it with the pinned version.
import htmx from 'htmx.org'

htmx.registerExtension('trusted', {
  init: (api) => {
    if ('trustedTypes' in window) {
      api.initSecurity(window.trustedTypes.createPolicy('htmx', { createHTML: (html) => html, createScript: () => '' }))
    }
  }
})
