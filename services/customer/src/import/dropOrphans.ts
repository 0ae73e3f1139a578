import { worker, type Worker } from '@rapport/chassis'
import type { CustomerDeps } from '../service'

/** Forgets, every night, the pieces of files whose upload was broken off and of imports that nobody started within a week. */
export const dropOrphans = ({ database, clock }: CustomerDeps): Worker =>
  worker({
    kind: 'import.dropOrphans',
    every: { cron: '10 3 * * *', zone: 'Asia/Shanghai' },
    run: async () => {
      const daysAgo = (days: number) => new Date(clock().getTime() - days * 24 * 3_600_000)
      await database.execute(
        `DELETE FROM import_chunks WHERE created_at < :yesterday AND NOT EXISTS (
           SELECT 1 FROM imports i WHERE i.id = import_chunks.import_id AND i.tenant_id = import_chunks.tenant_id
             AND i.state IN ('UPLOADED', 'RUNNING') AND i.created_at >= :lastWeek)`,
        { yesterday: daysAgo(1), lastWeek: daysAgo(7) },
        { crossTenant: true, repeatable: true },
      )
    },
  })
