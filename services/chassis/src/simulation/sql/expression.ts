import type { Value } from './literals'
import type { Expression, Scope } from './statement'
import type { Tokens } from './tokens'

const truth = (value: boolean): Value => (value ? 1 : 0)

const ordered = (one: Value, other: Value): number | undefined => {
  if (one === null || other === null) return undefined
  if (Buffer.isBuffer(one) || Buffer.isBuffer(other))
    return Buffer.compare(Buffer.from(one as Buffer), Buffer.from(other as Buffer))
  if (typeof one !== typeof other) return Number(one) - Number(other)
  return one < other ? -1 : one > other ? 1 : 0
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

const now: Expression = (scope) => scope.now

const extreme =
  (isBetter: (order: number) => boolean) =>
  (args: readonly Expression[]): Expression =>
  (scope) =>
    args
      .map((arg) => arg(scope))
      .reduce((best, value) => {
        const order = ordered(value, best)
        return order === undefined ? null : isBetter(order) ? value : best
      })

const functions: Readonly<Record<string, (args: readonly Expression[], names: readonly string[]) => Expression>> = {
  NOW: () => now,
  UTC_TIMESTAMP: () => now,
  CURRENT_TIMESTAMP: () => now,
  IF:
    ([condition, yes, no]) =>
    (scope) =>
      (condition?.(scope) ? yes : no)?.(scope) ?? null,
  GREATEST: extreme((order) => order > 0),
  LEAST: extreme((order) => order < 0),
  VALUES:
    (_, [column = '']) =>
    (scope) =>
      scope.proposed?.[column] ?? null,
  TIMESTAMPADD:
    ([, amount, time]) =>
    (scope) =>
      Number(time?.(scope)) + Number(amount?.(scope)) * 1000,
}

const listOf = (tokens: Tokens): { args: Expression[]; names: string[] } => {
  const args: Expression[] = []
  const names: string[] = []
  tokens.expect('(')
  while (!tokens.accept(')')) {
    names.push(tokens.peek())
    args.push(readExpression(tokens))
    tokens.accept(',')
  }
  return { args, names }
}

const primary = (tokens: Tokens): Expression => {
  if (tokens.peek() === '(') {
    tokens.next()
    const inner = readExpression(tokens)
    tokens.expect(')')
    return inner
  }
  if (tokens.accept('?')) {
    const place = tokens.place()
    return ({ values }) => values[place] ?? null
  }
  if (tokens.accept('NULL')) return () => null
  const name = tokens.name()
  if (tokens.peek() !== '(') return ({ row }) => row[name] ?? null
  const made = functions[name.toUpperCase()]
  if (!made) throw new Error(`the model does not know ${name}()`)
  const { args, names } = listOf(tokens)
  return made(args, names)
}

const sum = (tokens: Tokens): Expression => {
  let left = primary(tokens)
  while (tokens.accept('+')) {
    const [one, other] = [left, primary(tokens)]
    left = (scope) => Number(one(scope)) + Number(other(scope))
  }
  return left
}

const comparison = (tokens: Tokens): Expression => {
  const left = sum(tokens)
  if (tokens.accept('IN')) {
    const { args } = listOf(tokens)
    return (scope) => truth(args.some((arg) => ordered(left(scope), arg(scope)) === 0))
  }
  const holds = comparisons[tokens.peek()]
  if (!holds) return left
  tokens.next()
  const right = sum(tokens)
  return (scope) => {
    const order = ordered(left(scope), right(scope))
    return order === undefined ? null : truth(holds(order))
  }
}

const joined =
  (word: string, part: (tokens: Tokens) => Expression, every: boolean) =>
  (tokens: Tokens): Expression => {
    const parts = [part(tokens)]
    while (tokens.accept(word)) parts.push(part(tokens))
    const [only] = parts
    if (only && parts.length === 1) return only
    const holds = (scope: Scope) => (one: Expression) => Boolean(one(scope))
    return (scope) => truth(every ? parts.every(holds(scope)) : parts.some(holds(scope)))
  }

/** Reads an expression. */
export const readExpression: (tokens: Tokens) => Expression = joined('OR', joined('AND', comparison, true), false)
