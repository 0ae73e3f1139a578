import { ContractError } from './ContractError'
import type { Route } from './route'

/** Per part: negative where `a` is the more exact one, positive where `b` is, 0 where neither; `undefined` when no path matches both. */
const compareParts = (a: Route, b: Route): number[] | undefined => {
  if (a.verb !== b.verb || a.customVerb !== b.customVerb || a.segments.length !== b.segments.length) return undefined
  const parts: number[] = []
  for (const [index, left] of a.segments.entries()) {
    const right = b.segments[index]
    if (right === undefined) return undefined
    if (left.kind === 'literal' && right.kind === 'literal' && left.value !== right.value) return undefined
    parts.push(Number(left.kind === 'field') - Number(right.kind === 'field'))
  }
  return parts
}

/** Whether some request matches both routes and neither is plainly the more exact one. */
export const areAmbiguous = (a: Route, b: Route): boolean => {
  const parts = compareParts(a, b)
  if (!parts) return false
  const isMoreExact = parts.some((part) => part < 0)
  const isLessExact = parts.some((part) => part > 0)
  return isMoreExact === isLessExact
}

const sortKey = ({ verb, segments }: Route): string =>
  [verb, ...segments.map((segment) => (segment.kind === 'literal' ? `0${segment.value}` : '1'))].join('/')

/** Sorts routes so that the first one that matches a request is the right one: fixed parts before fields. */
export const compareRoutes = (a: Route, b: Route): number => {
  const [left, right] = [sortKey(a), sortKey(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Throws a ContractError that names both rpcs when two routes can match the same request. Input: [name of the rpc, route]. */
export const refuseAmbiguous = (routes: [string, Route][]): void => {
  for (const [index, [name, route]] of routes.entries()) {
    const rival = routes.slice(0, index).find(([, earlier]) => areAmbiguous(earlier, route))
    if (rival) throw new ContractError(`${rival[0]} and ${name} both claim ${route.verb} ${route.template}`)
  }
}
