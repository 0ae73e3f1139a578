import { Connection, Document, Key, OfficeBuilding, School, UserFilled } from '@element-plus/icons-vue'

/** The parts of the settings, each for those who may do something there. */
export const sections = [
  {
    path: 'users',
    title: 'users.title',
    icon: UserFilled,
    permission: 'identity.user.manage',
    page: () => import('./users/UserListPage.vue'),
  },
  {
    path: 'roles',
    title: 'roles.title',
    icon: Key,
    permission: 'identity.role.read',
    page: () => import('./roles/RoleListPage.vue'),
  },
  {
    path: 'departments',
    title: 'departments.title',
    icon: School,
    permission: 'identity.department.manage',
    page: () => import('./departments/DepartmentPage.vue'),
  },
  {
    path: 'api-keys',
    title: 'apiKeys.title',
    icon: Connection,
    permission: 'identity.apiKey.manage',
    page: () => import('./apiKeys/ApiKeyListPage.vue'),
  },
  {
    path: 'audit',
    title: 'audit.title',
    icon: Document,
    permission: 'identity.audit.read',
    page: () => import('./audit/AuditPage.vue'),
  },
  {
    path: 'company',
    title: 'company.title',
    icon: OfficeBuilding,
    permission: 'identity.tenant.manage',
    page: () => import('./company/CompanyPage.vue'),
  },
]
