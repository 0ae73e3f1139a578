import type { DepartmentInput } from '@rapport/proto/identity'
import type { Violation } from '@rapport/chassis'

/** How deep the tree of departments may be. */
export const DEEPEST = 8

/** The path of a department below its parent: `/<id>/<id>/`. */
export const pathOf = (id: string, parent?: { path: string }): string => `${parent?.path ?? '/'}${id}/`

/** How many departments lie on the path, itself included. */
export const depthOf = (path: string): number => path.split('/').length - 2

/** Whether a department with path `other` is `path` itself or below it. */
export const isWithin = (path: string, other: string): boolean => other.startsWith(path)

/** Why a department with `path`, whose deepest descendant lies `below` levels under it, cannot move under `parent`; undefined: it can. */
export const obstacleToMove = (
  path: string,
  below: number,
  parent: { path: string } | undefined,
): string | undefined => {
  if (!parent) return undefined
  if (isWithin(path, parent.path)) return 'department_below_itself'
  return depthOf(parent.path) + 1 + below > DEEPEST ? 'department_too_deep' : undefined
}

/** What is wrong with the given names of a department. */
export const violationsOf = (input: Partial<Pick<DepartmentInput, 'nameZh' | 'nameEn'>>): Violation[] =>
  (['nameZh', 'nameEn'] as const)
    .filter((field) => input[field] !== undefined && input[field].trim() === '')
    .map((field) => ({ field, reason: 'required' }))
