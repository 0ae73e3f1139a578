import { defineService, implement } from '@rapport/chassis'
import {
  ApiKeyService,
  AuditService,
  DepartmentService,
  RoleService,
  SessionService,
  TenantService,
  UserService,
} from '@rapport/proto/identity'
import { apiKeyHandlers } from './apiKey/apiKey.handlers'
import { defineApiKeyModel } from './apiKey/ApiKeyModel'
import { auditHandlers } from './audit/audit.handlers'
import { recordAuditEntries } from './audit/recordAuditEntries'
import { config } from './config'
import { departmentHandlers } from './department/department.handlers'
import { defineDepartmentModel } from './department/DepartmentModel'
import { identityDeps } from './deps'
import { messages } from './messages'
import { migrations } from './migrations'
import { roleHandlers } from './role/role.handlers'
import { defineRoleModel } from './role/RoleModel'
import { sessionHandlers } from './session/session.handlers'
import { defineSessionModel } from './session/SessionModel'
import { tenantHandlers } from './tenant/tenant.handlers'
import { defineTenantModel } from './tenant/TenantModel'
import { userHandlers } from './user/user.handlers'
import { defineUserModel } from './user/UserModel'

/** The identity service: companies, departments, users, roles, signing in, API keys and the audit trail. */
export const identity = defineService({
  name: 'identity',
  config,
  messages,
  migrations,
  models: (sequelize) => {
    defineTenantModel(sequelize)
    defineDepartmentModel(sequelize)
    defineRoleModel(sequelize)
    defineUserModel(sequelize)
    defineSessionModel(sequelize)
    defineApiKeyModel(sequelize)
  },
  handlers: (base) => {
    const deps = identityDeps(base)
    return [
      implement(TenantService, tenantHandlers(deps)),
      implement(DepartmentService, departmentHandlers(deps)),
      implement(RoleService, roleHandlers(deps)),
      implement(UserService, userHandlers(deps)),
      implement(SessionService, sessionHandlers(deps)),
      implement(ApiKeyService, apiKeyHandlers(deps)),
      implement(AuditService, auditHandlers(deps)),
    ]
  },
  consumers: (base) => [recordAuditEntries(identityDeps(base))],
})
