// Siteimprove Alfa on a page that alfa_snapshot.js has read; checkers.py bundles this file with esbuild and calls `alfa(...)`.
import { Audit, Outcome } from '@siteimprove/alfa-act'
import { Device } from '@siteimprove/alfa-device'
import { Node } from '@siteimprove/alfa-dom'
import { Request, Response } from '@siteimprove/alfa-http'
import { experimentalRules, Rules } from '@siteimprove/alfa-rules'
import { Page } from '@siteimprove/alfa-web'

const RULES = [...Rules.values(), ...Object.values(experimentalRules)]

const name = (rule) => rule.uri.split('/').at(-1)

const message = (outcome) =>
  Outcome.isFailed(outcome)
    ? [...outcome.expectations.values()].filter((one) => one.isErr()).map((one) => one.getErrUnsafe().message).join('; ')
    : outcome.diagnostic.message

async function audit(snapshot, rules) {
  const { url, ...read } = JSON.parse(snapshot)
  const device = Device.from(read.device)
  const document = Node.from(read.document, device)
  const exchange = { url, headers: [], body: '' }
  const request = Request.from({ ...exchange, method: 'GET' }).getUnsafe()
  const response = Response.from({ ...exchange, status: 200 }).getUnsafe()
  return [...(await Audit.of(Page.of(request, response, document, device), rules).evaluate())]
}

// Lists [rule, element, message, EARL outcome] for what failed and, if `undecided`, for what a person must decide. `only`
// names the rules to run; null runs all.
globalThis.alfa = async (snapshot, undecided, only) =>
  (await audit(snapshot, only ? RULES.filter((rule) => only.includes(name(rule))) : RULES))
    .filter((outcome) => Outcome.isFailed(outcome) || (undecided && Outcome.isCantTell(outcome)))
    .map((outcome) => [name(outcome.rule), `${outcome.target}`.slice(0, 300), message(outcome), outcome.outcome])
