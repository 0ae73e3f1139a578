import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { budgets } from './budgets/budgets'
import { measure, type Cost } from './budgets/meter'
import { tour, type Go } from './budgets/tour'
import { describe, operationsOf } from './openApiClient'
import { ownCompany } from './ownCompany'
import { address } from './stack'

const within = (cost: Cost, budget: Cost | undefined): Partial<Cost> => {
  const names = ['statements', 'calls', 'bytes'] as const
  return Object.fromEntries(names.map((name) => [name, Math.max(cost[name], budget?.[name] ?? 0)]))
}

test('every route keeps to its budget of statements, calls and bytes', async () => {
  test.setTimeout(120_000)
  const routes = operationsOf(await describe(address()))
  const company = await ownCompany('Budgets')
  const costs = new Map<string, Cost>()
  const go: Go = async (name, path, body) => {
    const method = routes.find(({ operation }) => operation.operationId === name)?.method.toUpperCase() ?? ''
    const headers: Record<string, string> = method === 'POST' ? { 'idempotency-key': randomUUID() } : {}
    const { response, cost } = await measure(() => company.call(method, path, body, headers))
    const text = await response.text()
    expect(response.ok, `${name}: ${response.status} ${text}`).toBe(true)
    costs.set(name, cost)
    return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
  }
  await tour(go, company)

  expect([...costs.keys()].sort()).toEqual(routes.map(({ operation }) => operation.operationId).sort())
  const spent = [...costs].map(([name, cost]) => [name, within(cost, budgets[name])])
  expect(Object.fromEntries(spent)).toEqual(budgets)
})
