import type { Department } from '@/api/types'

/** A department with how deep it lies below the company; 0 at the top. */
export interface Branch {
  department: Department
  depth: number
}

/** All departments in the order of the tree: each followed by those below it. Departments whose parent is missing stand at the top. */
export const branchesOf = (departments: readonly Department[]): Branch[] => {
  const ids = new Set(departments.map(({ id }) => id))
  const below = (parentId: string, depth: number): Branch[] =>
    departments
      .filter((each) => (ids.has(each.parentId) ? each.parentId : '') === parentId)
      .flatMap((department) => [{ department, depth }, ...below(department.id, depth + 1)])
  return below('', 0)
}

/** The ids of a department and of all below it: it cannot be moved there. */
export const withBelow = (departments: readonly Department[], id: string): Set<string> => {
  const found = new Set([id])
  for (const { department } of branchesOf(departments)) {
    if (found.has(department.parentId)) found.add(department.id)
  }
  return found
}
