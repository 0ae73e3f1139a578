import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { departmentKeys, listDepartments } from '@/api/departments'
import { listAllUsers, userKeys } from '@/api/users'

import { useSessionStore } from './sessionStore'

const fresh = 5 * 60_000

/** Names of colleagues and departments by id. Who may not read users sees their own name and "a colleague". */
export const useDirectory = () => {
  const { t, locale } = useI18n()
  const session = useSessionStore()
  const enabled = computed(() => session.can('identity.user.read'))
  const { data: users } = useQuery({
    queryKey: userKeys.directory,
    queryFn: ({ signal }) => listAllUsers(signal),
    enabled,
    staleTime: fresh,
  })
  const { data: departmentList } = useQuery({
    queryKey: departmentKeys.all,
    queryFn: ({ signal }) => listDepartments(signal),
    enabled,
    staleTime: fresh,
  })
  const names = computed(() => new Map((users.value ?? []).map(({ id, name }) => [id, name])))
  const departments = computed(() => departmentList.value?.departments ?? [])

  const isMe = (id: string): boolean => id === session.user?.id
  const userName = (id: string): string => {
    if (!id) return ''
    if (isMe(id)) return session.user?.name ?? ''
    return names.value.get(id) ?? t('common.colleague')
  }
  const departmentName = (id: string): string => {
    const found = departments.value.find((department) => department.id === id)
    if (!found) return ''
    return locale.value === 'en' ? found.nameEn : found.nameZh
  }
  /** Users to whom work can be given. */
  const activeUsers = computed(() => (users.value ?? []).filter(({ state }) => state === 'ACTIVE'))
  return { userName, departmentName, isMe, users: computed(() => users.value ?? []), activeUsers, departments }
}
