import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { listRoles, roleKeys } from '@/api/roles'
import type { Role } from '@/api/types'

/** All roles with their names in the language of the interface. */
export const useRoles = () => {
  const { locale } = useI18n()
  const query = useQuery({ queryKey: roleKeys.list, queryFn: ({ signal }) => listRoles(signal) })
  const roles = computed(() => query.data.value?.roles ?? [])
  const nameOf = (role: Pick<Role, 'nameZh' | 'nameEn'>): string => (locale.value === 'en' ? role.nameEn : role.nameZh)
  const roleName = (id: string): string => {
    const role = roles.value.find((each) => each.id === id)
    return role ? nameOf(role) : ''
  }
  return { ...query, roles, nameOf, roleName }
}
