import { pageOf, type Context } from '@rapport/chassis'
import type { ListImportsRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { maySeeAllImports } from './import.policy'
import { presentImport } from './import.presenter'
import { selectImports } from './import.queries'

/** One page of the imports that the caller may see, newest first. */
export const listImports =
  ({ database }: CustomerDeps) =>
  async (request: ListImportsRequest, { actor, locale }: Context) => {
    const all = maySeeAllImports(actor)
    const page = pageOf(request, {
      sort: {
        key: 'createdAt desc',
        index: all ? 'imports_created' : 'imports_owner',
        columns: [
          { column: 'i.created_at', direction: 'desc', type: 'date' },
          { column: 'i.id', direction: 'desc', type: 'ascii' },
        ],
      },
      fingerprint: { all },
    })
    const conditions = [all ? 'TRUE' : 'i.owner_id = :me', page.where?.sql ?? 'TRUE']
    const rows = await selectImports(
      database,
      `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`,
      { me: actor.id, limit: page.limit, ...page.where?.parameters },
      { hint: page.hint },
    )
    const sealed = page.seal(rows, ({ createdAt, id }) => [createdAt, id])
    return { imports: sealed.rows.map((row) => presentImport(row, locale)), nextPageToken: sealed.nextPageToken }
  }
