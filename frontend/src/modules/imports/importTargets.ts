/** The fields into which a column of a file can go, by record. */
export const importTargets = {
  account: [
    'account.name',
    'account.shortName',
    'account.kind',
    'account.creditCode',
    'account.level',
    'account.industry',
    'account.region',
    'account.address',
    'account.phones',
    'account.emails',
    'account.website',
    'account.source',
    'account.tags',
    'account.remark',
  ],
  contact: ['contact.name', 'contact.title', 'contact.phones', 'contact.emails', 'contact.wechat', 'contact.remark'],
} as const

const joined = new Set<string>([
  'account.region',
  'account.address',
  'account.phones',
  'account.emails',
  'account.tags',
  'account.remark',
  'contact.phones',
  'contact.emails',
  'contact.remark',
])

/** Fields that got more than one column although they take only one. */
export const repeatedTargets = (mapping: readonly string[]): string[] => [
  ...new Set(mapping.filter((field, index) => field !== '' && !joined.has(field) && mapping.indexOf(field) < index)),
]

/** True when some column says who the customer is. */
export const hasName = (mapping: readonly string[]): boolean =>
  mapping.includes('account.name') || mapping.includes('contact.name')
