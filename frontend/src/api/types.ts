import type { paths } from './gen/schema'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Answers<P extends keyof paths, V extends keyof paths[P]> = paths[P][V] extends { responses: infer R } ? R : never
/** The body with which a call is answered, e.g. `Answer<'/v1/accounts/{id}', 'get'>`. */
type Answer<P extends keyof paths, V extends keyof paths[P]> = Json<Answers<P, V>[keyof Answers<P, V> & (200 | 201)]>
/** The body that a call takes. */
type Body<P extends keyof paths, V extends keyof paths[P]> = paths[P][V] extends { requestBody?: infer R }
  ? Json<NonNullable<R>>
  : never
/** The query parameters of a list. */
export type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never

export type Account = Answer<'/v1/accounts/{id}', 'get'>
export type AccountInput = Body<'/v1/accounts', 'post'>
export type AccountQuery = Query<'/v1/accounts'>
export type AccountCountQuery = Query<'/v1/accounts:count'>
export type DuplicateAccount = Answer<'/v1/accounts:findDuplicates', 'post'>['duplicates'][number]
export type TimelineEntry = Answer<'/v1/accounts/{accountId}/timeline', 'get'>['entries'][number]
export type TimelineKind = NonNullable<Query<'/v1/accounts/{accountId}/timeline'>['kinds']>[number]
export type Contact = Answer<'/v1/contacts/{id}', 'get'>
export type ContactInput = Body<'/v1/contacts', 'post'>
export type FollowUp = Answer<'/v1/followUps/{id}', 'get'>
export type FollowUpInput = Body<'/v1/followUps', 'post'>
export type Today = Answer<'/v1/today', 'get'>
export type SearchHit = Answer<'/v1/search', 'get'>['hits'][number]
export type Import = Answer<'/v1/imports/{id}', 'get'>
export type DuplicateRule = Import['duplicates']
export type CurrentSession = Answer<'/v1/session', 'get'>
export type User = Answer<'/v1/users/{id}', 'get'>
export type UserInput = Body<'/v1/users', 'post'>
export type Invitation = Answer<'/v1/users', 'post'>
export type Role = Answer<'/v1/roles/{id}', 'get'>
export type RoleInput = Body<'/v1/roles', 'post'>
export type PermissionCatalogue = Answer<'/v1/roles/catalogue', 'get'>
export type Department = Answer<'/v1/departments/{id}', 'get'>
export type DepartmentInput = Body<'/v1/departments', 'post'>
export type ApiKey = Answer<'/v1/apiKeys', 'get'>['apiKeys'][number]
export type ApiKeyInput = Body<'/v1/apiKeys', 'post'>
export type CreatedApiKey = Answer<'/v1/apiKeys', 'post'>
export type AuditEntry = Answer<'/v1/auditEntries', 'get'>['auditEntries'][number]
export type AuditQuery = Query<'/v1/auditEntries'>
export type Tenant = Answer<'/v1/tenant', 'get'>
export type TenantInput = Body<'/v1/tenant', 'patch'>
export type Scope = Role['scopes'][string]
export type FieldRule = Role['fieldRules'][string]
