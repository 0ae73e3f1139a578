import type { ListApiKeysRequest } from '@rapport/proto/identity'
import { columnsOf, pageOf, readRow } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { presentApiKey } from './apiKey.presenter'
import { ApiKeyModel } from './ApiKeyModel'

/** A page of keys, newest first. */
export const listApiKeys =
  ({ database, clock }: IdentityDeps) =>
  async ({ pageSize, pageToken }: ListApiKeysRequest) => {
    const page = pageOf(
      { pageSize, pageToken },
      {
        sort: {
          key: 'newest',
          index: 'api_keys_created',
          columns: [
            { column: 'k.created_at', direction: 'desc', type: 'date' },
            { column: 'k.id', direction: 'desc', type: 'ascii' },
          ],
        },
        fingerprint: {},
      },
    )
    const found = await database.select<Record<string, unknown>>(
      `SELECT ${columnsOf(ApiKeyModel, 'k')} FROM api_keys k ${page.hint}
       WHERE k.tenant_id = :tenantId ${page.where ? `AND ${page.where.sql}` : ''}
       ${page.orderBy} LIMIT ${page.limit}`,
      { ...page.where?.parameters },
    )
    const { rows, nextPageToken } = page.seal(
      found.map((row) => readRow(ApiKeyModel, row)),
      ({ createdAt, id }) => [createdAt, id],
    )
    const now = clock()
    return { apiKeys: rows.map((key) => presentApiKey(key, now)), nextPageToken }
  }
