import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { ownCompany } from './ownCompany'
import type { SignedIn } from './stack'

const seed = Number(process.env['FUZZ_SEED'] || 20_261_122)
const runs = Number(process.env['FUZZ_SEQUENCES'] || 12)

/** An account as the rules say it must be. */
interface Expected {
  id: string
  company: number
  name: string
  version: number
  isDeleted: boolean
}

interface Model {
  accounts: Expected[]
}

interface Real {
  companies: SignedIn[]
}

type Answer = { status: number; body: { id?: string; name?: string; version?: number; reason?: string } }

const ask = async (
  { call }: SignedIn,
  method: string,
  path: string,
  body?: object,
  version?: number,
): Promise<Answer> => {
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` }
  const response = await call(method, path, body, headers)
  return { status: response.status, body: JSON.parse((await response.text()) || '{}') as Answer['body'] }
}

/** A step of a sequence: what the rules say about an account, and what the company `by` is answered. */
interface Step {
  kind: 'read' | 'rename' | 'delete' | 'restore' | 'addContact' | 'list'
  by: number
  at: number
  isStale: boolean
}

const missing = 'account_not_found'

/** What must be answered, and what changes by it. */
const expectedOf = ({ kind, by, isStale }: Step, account: Expected): { status: number; reason?: string } => {
  if (account.company !== by) return { status: 404, reason: missing }
  // What lies in the recycle bin can be read and restored, and nothing else.
  if (kind !== 'read' && account.isDeleted !== (kind === 'restore')) return { status: 404, reason: missing }
  if (kind === 'rename' && isStale) return { status: 412 }
  return { status: { read: 200, rename: 200, delete: 204, addContact: 201, restore: 200, list: 200 }[kind] }
}

const perform = (step: Step, account: Expected, { companies }: Real, name: string): Promise<Answer> => {
  const person = companies[step.by]
  if (!person) throw new Error('no such company')
  const path = `/v1/accounts/${account.id}`
  switch (step.kind) {
    case 'read':
      return ask(person, 'GET', path)
    case 'rename':
      return ask(person, 'PATCH', path, { name }, step.isStale ? account.version + 1_000 : undefined)
    case 'delete':
      return ask(person, 'DELETE', path)
    case 'restore':
      return ask(person, 'POST', `${path}:restore`, {})
    case 'addContact':
      return ask(person, 'POST', '/v1/contacts', { accountId: account.id, name: 'A' })
    case 'list':
      return ask(person, 'GET', '/v1/accounts?pageSize=200')
  }
}

const create = (by: number): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  toString: () => `company ${by} creates`,
  run: async (model, { companies }) => {
    const person = companies[by]
    if (!person) throw new Error('no such company')
    const name = `客户 ${randomUUID()}`
    const { status, body } = await ask(person, 'POST', '/v1/accounts', { name })
    expect([status, body.name]).toEqual([201, name])
    model.accounts.push({ id: body.id ?? '', company: by, name, version: body.version ?? 0, isDeleted: false })
  },
})

const command = (step: Step): fc.AsyncCommand<Model, Real> => ({
  check: ({ accounts }) => accounts.length > 0,
  toString: () => JSON.stringify(step),
  run: async ({ accounts }, real) => {
    const account = accounts[step.at % accounts.length]
    if (!account) throw new Error('the model has no accounts')
    const name = `客户 ${randomUUID()}`
    const { status, body } = await perform(step, account, real, name)
    if (step.kind === 'list') {
      const { accounts: listed } = body as { accounts: { id: string; name: string }[] }
      const visible = accounts.filter(({ company, isDeleted }) => company === step.by && !isDeleted)
      const seen = listed.filter(({ id }) => accounts.some((one) => one.id === id))
      expect(seen.map((one) => `${one.id} ${one.name}`).sort()).toEqual(
        visible.map((one) => `${one.id} ${one.name}`).sort(),
      )
      return
    }
    const expected = expectedOf(step, account)
    expect(status, `${JSON.stringify(step)} of ${JSON.stringify(account)}: ${JSON.stringify(body)}`).toBe(
      expected.status,
    )
    if (expected.reason) expect(body.reason).toBe(expected.reason)
    if (status >= 400) return
    if (step.kind === 'delete') account.isDeleted = true
    if (step.kind === 'restore') account.isDeleted = false
    if (step.kind === 'rename') account.name = name
    if (step.kind !== 'addContact' && step.kind !== 'delete') {
      expect(body.name).toBe(account.name)
      expect(body.version).toBeGreaterThanOrEqual(account.version)
      account.version = body.version ?? 0
    }
  },
})

const anyStep = fc.record<Step>({
  kind: fc.constantFrom('read', 'rename', 'delete', 'restore', 'addContact', 'list'),
  by: fc.nat(1),
  at: fc.nat(20),
  isStale: fc.boolean(),
})

test('what is created, used, deleted, used again and restored, by its company and another one, is what a small model says', async () => {
  test.setTimeout(300_000)
  const companies = [await ownCompany('Model one'), await ownCompany('Model two')]
  const commands = fc.commands([fc.nat(1).map(create), ...Array.from({ length: 5 }, () => anyStep.map(command))], {
    maxCommands: 30,
    size: 'max',
  })
  await fc.assert(
    fc.asyncProperty(commands, (sequence) =>
      fc.asyncModelRun(() => ({ model: { accounts: [] }, real: { companies } }), sequence),
    ),
    { seed, numRuns: runs, endOnFailure: true },
  )
})
