import { answerOf, client, ifMatch } from './client'
import type { Department, DepartmentInput } from './types'

/** Cache keys of departments. */
export const departmentKeys = { all: ['departments'] as const }

/** All departments, parents before children. */
export const listDepartments = (signal?: AbortSignal) => answerOf(client.GET('/v1/departments', { signal }))

/** One department. */
export const getDepartment = (id: string): Promise<Department> =>
  answerOf(client.GET('/v1/departments/{id}', { params: { path: { id } } }))

/** Adds a department. */
export const createDepartment = (body: DepartmentInput, key: string): Promise<Department> =>
  answerOf(client.POST('/v1/departments', { body, headers: { 'Idempotency-Key': key } }))

/** Renames or moves a department known at `version`. */
export const updateDepartment = (id: string, version: number, body: Partial<DepartmentInput>): Promise<Department> =>
  answerOf(client.PATCH('/v1/departments/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }))

/** Removes an empty department. */
export const deleteDepartment = (id: string, version: number) =>
  answerOf(client.DELETE('/v1/departments/{id}', { params: { path: { id } }, headers: ifMatch(version) }))
