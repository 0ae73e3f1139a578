import type { Session } from '../api/session'
import { demoDepartments } from '../demo'
import { Trouble } from '../../stack/say'

interface Department {
  id: string
  nameEn: string
}

/** Adds the departments that are missing. Returns the ids of all by English name. */
export const addDepartments = async (administrator: Session): Promise<Map<string, string>> => {
  const { departments } = await administrator.get<{ departments: Department[] }>('/v1/departments')
  const ids = new Map(departments.map(({ nameEn, id }) => [nameEn, id]))
  for (const { nameZh, nameEn, parent } of demoDepartments) {
    if (ids.has(nameEn)) continue
    const parentId = parent === undefined ? '' : ids.get(parent)
    if (parentId === undefined) throw new Trouble(`there is no department ${parent}`)
    const { id } = await administrator.post<Department>('/v1/departments', { nameZh, nameEn, parentId })
    ids.set(nameEn, id)
  }
  return ids
}
