/*
 * Who may do what, said a second time and by hand: the tests of this folder hold the product against this table and never
 * ask the product's own rules what to expect.
 */

/** Which records of a company a role reaches. */
export type Scope = 'OWN' | 'REPORTS' | 'TEAM' | 'ALL'

/** A role as the table has it. */
export interface RolePolicy {
  readonly permissions: readonly string[]
  readonly scope: Scope
  /** Scope of follow-ups where it is another one. */
  readonly followUps?: Scope
}

const letters: Readonly<Record<string, string>> = { r: 'read', c: 'create', u: 'update', d: 'delete', a: 'assign' }

/** `may('rcu', 'rc', 'r')`: on accounts, contacts, follow-ups. */
const may = (accounts: string, contacts: string, followUps: string, ...others: string[]): string[] => [
  ...[...accounts].map((letter) => `customer.account.${letters[letter]}`),
  ...[...contacts].map((letter) => `customer.contact.${letters[letter]}`),
  ...[...followUps].map((letter) => `customer.followUp.${letters[letter]}`),
  ...others,
]

const imports = 'customer.import.create'
const colleagues = 'identity.user.read'

/** What the roles of a new company may do; `everything` stands for all that the contract knows. */
export const defaultRoles: Readonly<Record<string, RolePolicy | 'everything'>> = {
  administrator: 'everything',
  marketing: { permissions: may('r', 'r', 'r', colleagues), scope: 'ALL' },
  sales: { permissions: may('rcu', 'rcud', 'rcu', imports, colleagues), scope: 'OWN' },
  salesManager: { permissions: may('rcuda', 'rcud', 'rcu', imports, colleagues), scope: 'TEAM' },
  customerManager: { permissions: may('rcuda', 'rcud', 'rcu', imports, colleagues), scope: 'ALL' },
  serviceAgent: { permissions: may('r', 'rcu', 'rcu', colleagues), scope: 'ALL' },
  serviceSupervisor: { permissions: may('rua', 'rcud', 'rcu', colleagues), scope: 'ALL' },
  operator: { permissions: may('r', 'r', 'rc', colleagues), scope: 'ALL' },
  callCentreSupervisor: { permissions: may('rcu', 'rcu', 'rcu', colleagues), scope: 'ALL' },
  management: {
    permissions: may('r', 'r', 'r', colleagues, 'identity.role.read', 'identity.audit.read'),
    scope: 'ALL',
  },
  partner: { permissions: may('rcu', 'rcu', 'rcu', imports), scope: 'ALL' },
}

/** Roles that a company makes for itself: what the default ones do not try. */
export const ownRoles: Readonly<Record<string, RolePolicy>> = {
  leader: { permissions: may('rcuda', 'rcud', 'rcu', imports, colleagues), scope: 'REPORTS' },
  ownNotes: { permissions: may('rcuda', 'rcud', 'rcu', colleagues), scope: 'ALL', followUps: 'OWN' },
  allNotes: { permissions: may('rcu', 'r', 'rcu', colleagues), scope: 'OWN', followUps: 'ALL' },
  accountsOnly: { permissions: may('r', '', ''), scope: 'TEAM' },
  contactsOnly: { permissions: may('', 'r', ''), scope: 'TEAM' },
  personnel: {
    permissions: may('r', '', '', colleagues, 'identity.user.manage', 'identity.role.read', 'identity.role.manage'),
    scope: 'OWN',
  },
}

/** How a record stands to the one who calls. */
export const relations = [
  'own',
  'shared to look at',
  'shared to edit',
  'of my reports',
  'of my team',
  'of a team below',
  'of another team',
  'of another company',
  'of nobody',
] as const
export type Relation = (typeof relations)[number]

const covered: Readonly<Record<Scope, readonly Relation[]>> = {
  OWN: ['own'],
  REPORTS: ['own', 'of my reports'],
  TEAM: ['own', 'of my reports', 'of my team', 'of a team below'],
  ALL: [
    'own',
    'of my reports',
    'of my team',
    'of a team below',
    'of another team',
    'shared to look at',
    'shared to edit',
  ],
}

/** Somebody of the table. Only people are given a share of a record, no programs. */
export interface Holder {
  readonly permissions: ReadonlySet<string>
  readonly scope: Scope
  readonly followUps: Scope
  readonly isPerson: boolean
}

export const mayEdit = ({ scope, isPerson }: Holder, relation: Relation): boolean =>
  covered[scope].includes(relation) || (isPerson && relation === 'shared to edit')

export const maySee = (holder: Holder, relation: Relation): boolean =>
  mayEdit(holder, relation) || (holder.isPerson && relation === 'shared to look at')

/** A follow-up by the owner of the account, or by the holder; it is seen only together with its account. */
export const maySeeNote = (holder: Holder, relation: Relation, wrote = false): boolean =>
  maySee(holder, relation) &&
  (wrote || covered[holder.followUps].includes(relation) || (holder.isPerson && relation.startsWith('shared')))

/** What an rpc wants of the caller: to see the record, to edit it, to have written it, to have begun it; `gone`: it is in the bin, or not. */
export type Need = 'see' | 'edit' | 'author' | 'starter' | 'gone'

/** What an rpc must answer: `ok`, or the reason of its refusal. `object` is what the request names, `wrote` whether the caller wrote it. */
export const expected = (
  holder: Holder,
  permission: string,
  { object, need, relation, wrote = false }: { object: string; need: Need; relation: Relation; wrote?: boolean },
): string => {
  if (!holder.permissions.has(permission)) return 'permission_missing'
  const missing = `${object}_not_found`
  const isReal = relation !== 'of another company' && relation !== 'of nobody'
  if (need === 'starter') return isReal && (wrote || holder.scope === 'ALL') ? 'ok' : missing
  const isInSight = object === 'follow_up' ? maySeeNote(holder, relation, wrote) : maySee(holder, relation)
  if (need === 'gone' || !isInSight) return missing
  if (need === 'edit' && !mayEdit(holder, relation)) return 'account_read_only'
  if (need === 'author' && !wrote && holder.followUps !== 'ALL') return 'follow_up_of_another'
  return 'ok'
}
