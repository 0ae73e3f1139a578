import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '@rapport/chassis'
import { detectFormat } from './detectFormat'
import { readCsv } from './readCsv'
import { readXlsx } from './readXlsx'
import type { SheetRow } from './sheetRow'

/** Stores the next piece of an uploaded file. */
export const storeChunk = async (
  database: Database,
  { importId, seq, data, now }: { importId: string; seq: number; data: Uint8Array; now: Date },
): Promise<void> => {
  await database.execute(
    `INSERT INTO import_chunks (tenant_id, import_id, seq, data, created_at)
     VALUES (:tenantId, :importId, :seq, :data, :now)`,
    { importId, seq, data: Buffer.from(data), now },
  )
}

/** Forgets an uploaded file. */
export const dropFile = async (database: Database, importId: string): Promise<void> => {
  await database.execute('DELETE FROM import_chunks WHERE tenant_id = :tenantId AND import_id = :importId', {
    importId,
  })
}

/** The bytes of an uploaded file, piece by piece. */
async function* fileBytes(database: Database, importId: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq++) {
    const [chunk] = await database.select<{ data: Buffer }>(
      'SELECT data FROM import_chunks WHERE tenant_id = :tenantId AND import_id = :importId AND seq = :seq',
      { importId, seq },
    )
    if (!chunk) return
    yield chunk.data
  }
}

/**
 * The rows of an uploaded file, the header row first. A CSV file streams from the database; of an XLSX file a copy on disk
 * is read, because ZIP needs random access. Throws ImportFileError.
 */
export async function* fileRows(database: Database, importId: string): AsyncGenerator<SheetRow> {
  const first = await fileBytes(database, importId).next()
  if (detectFormat(first.done ? new Uint8Array() : first.value) === 'CSV') {
    yield* readCsv(fileBytes(database, importId))
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'rapport-import-'))
  try {
    const path = join(folder, 'file.xlsx')
    await pipeline(Readable.from(fileBytes(database, importId)), createWriteStream(path, { mode: 0o600 }))
    yield* readXlsx({ path })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
