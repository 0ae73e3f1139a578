import fc from 'fast-check'
import { DEEPEST, depthOf, isWithin, obstacleToMove, pathOf } from './department'

const chain = (ids: string[]) =>
  ids.reduce<{ path: string } | undefined>((parent, id) => ({ path: pathOf(id, parent) }), undefined)

describe('the path of a department', () => {
  it('names all departments above it', () => {
    expect(pathOf('a')).toBe('/a/')
    expect(pathOf('b', { path: '/a/' })).toBe('/a/b/')
  })

  it('tells its depth', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 12 }), (ids) => {
        expect(depthOf(chain(ids)?.path ?? '')).toBe(ids.length)
      }),
    )
  })

  it('does not take a neighbour for a descendant', () => {
    expect(isWithin('/a/', '/a/b/')).toBe(true)
    expect(isWithin('/a/', '/ab/')).toBe(false)
  })
})

describe('moving a department', () => {
  it('is refused below itself and below its own descendants', () => {
    expect(obstacleToMove('/a/', 1, { path: '/a/' })).toBe('department_below_itself')
    expect(obstacleToMove('/a/', 1, { path: '/a/b/' })).toBe('department_below_itself')
  })

  it('is refused when its deepest descendant would lie too deep', () => {
    const parent = { path: `/${Array.from({ length: DEEPEST - 2 }, (_, index) => `p${index}`).join('/')}/` }
    expect(obstacleToMove('/a/', 1, parent)).toBeUndefined()
    expect(obstacleToMove('/a/', 2, parent)).toBe('department_too_deep')
  })

  it('is possible to the top and beside', () => {
    expect(obstacleToMove('/a/b/', 0, undefined)).toBeUndefined()
    expect(obstacleToMove('/a/b/', 0, { path: '/c/' })).toBeUndefined()
  })
})
