import type { FieldRule, Scope } from '@rapport/chassis'
import type { Grants } from './grants'

/** A role that every company has from the start. */
export interface DefaultRole extends Grants {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
}

/** Key of the role that holds every permission there is and can be neither changed nor removed. */
export const ADMINISTRATOR = 'administrator'

const on = (resource: string, actions: string): string[] => actions.split(' ').map((action) => `${resource}.${action}`)

const account = (actions: string) => on('customer.account', actions)
const contact = (actions: string) => on('customer.contact', actions)
const followUp = (actions: string) => on('customer.followUp', actions)
const imports = on('customer.import', 'create')
const colleagues = on('identity.user', 'read')

const customers = (scope: Scope): Record<string, Scope> => ({ 'customer.account': scope, 'customer.followUp': scope })

const reachMasked: Record<string, FieldRule> = {
  'account.phones': 'MASKED',
  'account.emails': 'MASKED',
  'contact.phones': 'MASKED',
  'contact.emails': 'MASKED',
  'contact.wechat': 'MASKED',
}

const role = (
  key: string,
  nameZh: string,
  nameEn: string,
  permissions: string[][],
  scopes: Record<string, Scope>,
  fieldRules: Record<string, FieldRule> = {},
): DefaultRole => ({ key, nameZh, nameEn, permissions: permissions.flat(), scopes, fieldRules })

/** The roles a new company starts with. The README shows them as a table. */
export const defaultRoles: readonly DefaultRole[] = [
  role(ADMINISTRATOR, '系统管理员', 'System administrator', [], {}),
  role(
    'marketing',
    '市场专员',
    'Marketing',
    [account('read'), contact('read'), followUp('read'), colleagues],
    customers('ALL'),
    reachMasked,
  ),
  role(
    'sales',
    '销售代表',
    'Sales',
    [
      account('read create update'),
      contact('read create update delete'),
      followUp('read create update'),
      imports,
      colleagues,
    ],
    customers('OWN'),
  ),
  role(
    'salesManager',
    '销售经理',
    'Sales manager',
    [
      account('read create update delete assign'),
      contact('read create update delete'),
      followUp('read create update'),
      imports,
      colleagues,
    ],
    customers('TEAM'),
  ),
  role(
    'customerManager',
    '客户经理',
    'Customer manager',
    [
      account('read create update delete assign'),
      contact('read create update delete'),
      followUp('read create update'),
      imports,
      colleagues,
    ],
    customers('ALL'),
  ),
  role(
    'serviceAgent',
    '客服专员',
    'Service agent',
    [account('read'), contact('read create update'), followUp('read create update'), colleagues],
    customers('ALL'),
  ),
  role(
    'serviceSupervisor',
    '客服主管',
    'Service supervisor',
    [account('read update assign'), contact('read create update delete'), followUp('read create update'), colleagues],
    customers('ALL'),
  ),
  role(
    'operator',
    '话务员',
    'Call-centre operator',
    [account('read'), contact('read'), followUp('read create'), colleagues],
    customers('ALL'),
    { ...reachMasked, 'account.creditCode': 'HIDDEN', 'contact.birthday': 'HIDDEN' },
  ),
  role(
    'callCentreSupervisor',
    '呼叫中心主管',
    'Call-centre supervisor',
    [account('read create update'), contact('read create update'), followUp('read create update'), colleagues],
    customers('ALL'),
  ),
  role(
    'management',
    '管理层',
    'Management',
    [
      account('read'),
      contact('read'),
      followUp('read'),
      colleagues,
      on('identity.role', 'read'),
      on('identity.audit', 'read'),
    ],
    customers('ALL'),
  ),
  role(
    'partner',
    '合作伙伴接口',
    'Partner program',
    [account('read create update'), contact('read create update'), followUp('read create update'), imports],
    customers('ALL'),
  ),
]
