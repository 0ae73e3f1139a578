import { z } from 'zod'

import type { ApiKeyInput } from '@/api/types'

/** What the form of an API key holds: addresses one per line, the end as a calendar date. */
export interface ApiKeyValues {
  name: string
  roleId: string
  ipAllowList: string
  rateLimit: number
  expiresAt: string
}

export const emptyApiKey = (): ApiKeyValues => ({ name: '', roleId: '', ipAllowList: '', rateLimit: 0, expiresAt: '' })

/** A new key as it is sent; it ends with the chosen day in the user's time zone. */
export const newApiKeyOf = ({ name, roleId, ipAllowList, rateLimit, expiresAt }: ApiKeyValues): ApiKeyInput => ({
  name: name.trim(),
  roleId,
  ipAllowList: ipAllowList.split(/[\s,，;；]+/).filter((address) => address !== ''),
  rateLimit,
  ...(expiresAt && { expiresAt: new Date(`${expiresAt}T23:59:59`).toISOString() }),
})

/** The rules that the browser can check. */
export const apiKeySchema = z.object({
  name: z.string().trim().min(1, 'form.missing').max(100, 'form.tooLong'),
  roleId: z.string().min(1, 'form.choose'),
})
