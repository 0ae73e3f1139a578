import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { useSessionStore } from '@/composables/sessionStore'
import type { TableColumn } from '@/ui/table'

export type AccountColumnId =
  | 'name'
  | 'number'
  | 'kind'
  | 'level'
  | 'lifecycle'
  | 'phones'
  | 'owner'
  | 'lastFollowUpAt'
  | 'nextFollowUpAt'
  | 'industry'
  | 'region'
  | 'tags'
  | 'updatedAt'
  | 'createdAt'
  | 'emails'
  | 'source'
  | 'department'
  | 'creditCode'
  | 'completeness'

type Definition = Omit<TableColumn<AccountColumnId>, 'label'> & { protectedBy?: string }

const definitions: Definition[] = [
  { id: 'name', width: 250, sortBy: 'name', shown: true },
  { id: 'level', width: 76, shown: true },
  { id: 'lifecycle', width: 118, shown: true },
  { id: 'phones', width: 160, shown: true, protectedBy: 'account.phones' },
  { id: 'owner', width: 130, shown: true },
  { id: 'lastFollowUpAt', width: 150, sortBy: 'lastFollowUpAt', shown: true },
  { id: 'nextFollowUpAt', width: 172, shown: true },
  { id: 'industry', width: 130, shown: true },
  { id: 'region', width: 140, shown: false },
  { id: 'tags', width: 180, shown: true },
  { id: 'updatedAt', width: 130, sortBy: 'updatedAt', shown: true },
  { id: 'createdAt', width: 130, sortBy: 'createdAt', shown: false },
  { id: 'number', width: 160, shown: false },
  { id: 'kind', width: 100, shown: false },
  { id: 'emails', width: 200, shown: false, protectedBy: 'account.emails' },
  { id: 'source', width: 130, shown: false },
  { id: 'department', width: 140, shown: false },
  { id: 'creditCode', width: 190, shown: false, protectedBy: 'account.creditCode' },
  { id: 'completeness', width: 110, align: 'end', shown: false },
]

/** The columns of the customer list; those that a rule hides from the user's roles are not there. */
export const useAccountColumns = () => {
  const { t } = useI18n()
  const session = useSessionStore()
  return computed<TableColumn<AccountColumnId>[]>(() =>
    definitions
      .filter(({ protectedBy }) => !protectedBy || session.ruleOf(protectedBy) !== 'HIDDEN')
      .map(({ protectedBy: _rule, ...column }) => ({ ...column, label: t(`account.fields.${column.id}`) })),
  )
}
