import type { Context, Lease, Transaction } from '@rapport/chassis'
import { mayEditAccount } from '../account/account.policy'
import { selectAccounts } from '../account/account.queries'
import { sortName, type AccountChange } from '../account/account'
import { keysOf, matchingKeys } from '../account/accountKeys'
import type { AccountRow } from '../account/AccountModel'
import { changeAccount } from '../account/changeAccount'
import { newAccount } from '../account/newAccount'
import { recordAccounts } from '../account/recordAccounts'
import { contactsOfAccount } from '../contact/contact.queries'
import { newContact } from '../contact/newContact'
import { recordContacts } from '../contact/recordContacts'
import type { CustomerDeps } from '../service'
import { inTurns } from './inTurns'
import { importProgress, type Progress } from './importProgress'
import { mapRow, type MappedAccount, type MappedContact } from './mapRow'
import type { ImportRow } from './ImportModel'
import type { FailedRow } from './errorFile'
import type { RowProblem } from './rowValues'
import type { SheetRow } from './sheetRow'

type Births = Parameters<typeof recordContacts>[2]

const storedPhones = (phones: MappedAccount['phones']) =>
  phones.map(({ raw, e164, kind }) => ({ number: raw, e164, kind }))

const changeOf = ({ phones, ...account }: MappedAccount): AccountChange => ({
  nameSort: sortName(account.name),
  phones: storedPhones(phones),
  ...account,
})

/** What a row overwrites: only what the row has. */
const overwrite = (account: MappedAccount): AccountChange =>
  Object.fromEntries(Object.entries(changeOf(account)).filter(([, value]) => !Array.isArray(value) || value.length > 0))

const failure = ({ rowNumber, cells }: SheetRow, { fileColumns }: ImportRow, problems: RowProblem[]): FailedRow => ({
  row: rowNumber,
  cells,
  problems: problems.map(({ column, ...problem }) => ({ ...problem, column: fileColumns[column]?.header ?? '' })),
})

const isSamePerson = (known: { name: string }, { name }: MappedContact) => known.name === name

/**
 * Takes the next rows of an import in one transaction with its counters: a row has its effect once, however often the
 * worker is killed. A row whose account exists is skipped or updates it, as the import says; a further row of an account
 * that came with this same import adds its contact. Returns the progress, or undefined when the import was stopped.
 */
export const importBatch = async (
  deps: CustomerDeps,
  context: Context,
  job: ImportRow,
  rows: SheetRow[],
  lease: Lease,
): Promise<Progress | undefined> => {
  const { database, clock, newId, accountNumbers } = deps
  const mapping = job.fileColumns.map(({ field }) => field)
  const maps = await inTurns(rows, (few) => few.map((row) => ({ row, ...mapRow(row.cells, mapping) })))
  const mapped = maps.flat()
  const sound = mapped.filter(({ problems }) => !problems.length)
  const failed: FailedRow[] = mapped
    .filter(({ problems }) => problems.length)
    .map(({ row, problems }) => failure(row, job, problems))
  const numbers = await accountNumbers(sound.length || 1)

  return database.transaction(
    async (transaction: Transaction) => {
      await lease.fence(transaction)
      const progress = await importProgress(database, job.id, transaction)
      if (!progress) return undefined
      const now = clock()
      const keysOfFew = await inTurns(sound, (few) =>
        few.map(({ account }) =>
          keysOf({ ...account, creditCode: account.creditCode ?? '', phones: storedPhones(account.phones) }),
        ),
      )
      const keys = keysOfFew.flat()
      const matches = await matchingKeys(database, keys.flat(), { transaction, limit: 20_000 })
      const known = new Map(matches.map(({ kind, value, accountId }) => [`${kind}:${value}`, accountId]))
      const existing = new Map<string, AccountRow>()
      const ids = [...new Set(known.values())]
      if (ids.length) {
        const found = await selectAccounts(
          database,
          'a.id IN (:ids) AND a.deleted_at IS NULL FOR UPDATE',
          { ids },
          { transaction },
        )
        for (const account of found) existing.set(account.id, account)
      }
      const created = new Map<string, AccountRow>()
      const births: Births = []
      let used = 0

      const addContact = async (account: AccountRow, contact: MappedContact): Promise<boolean> => {
        const beside = births.some(
          (birth) => birth.contact.accountId === account.id && isSamePerson(birth.contact, contact),
        )
        if (beside) return false
        if (!created.has(account.id)) {
          const stored = await contactsOfAccount(database, account.id, transaction)
          if (stored.some((person) => isSamePerson(person, contact))) return false
        }
        const change = { ...contact, phones: storedPhones(contact.phones), accountId: account.id }
        births.push({ contact: newContact(change, context.actor, { id: newId(), now }), account })
        return true
      }

      const updateExisting = async (before: AccountRow, account: MappedAccount): Promise<boolean> => {
        const after = await changeAccount(deps, context, before, overwrite(account), transaction)
        existing.set(after.id, after)
        return after.version > before.version
      }

      for (const [index, { row, account, contact }] of sound.entries()) {
        const ownKeys = keys[index]?.map(({ kind, value }) => `${kind}:${value}`) ?? []
        const id = ownKeys.map((key) => known.get(key)).find((match) => match !== undefined)
        const born = id === undefined ? undefined : created.get(id)
        const before = born ?? (id === undefined ? undefined : existing.get(id))
        if (!before) {
          const fresh = newAccount(changeOf(account), context, {
            id: newId(),
            number: numbers[used++] ?? '',
            now,
            importId: job.id,
          })
          created.set(fresh.id, fresh)
          for (const key of ownKeys) known.set(key, fresh.id)
          if (contact) await addContact(fresh, contact)
          progress.createdRows++
          continue
        }
        if (job.duplicates === 'SKIP') {
          const mayJoin = before.importId === job.id && mayEditAccount(context.actor, before)
          const joins = mayJoin && contact !== undefined && (await addContact(before, contact))
          if (joins) progress.updatedRows++
          else progress.skippedRows++
          continue
        }
        if (!mayEditAccount(context.actor, before)) {
          failed.push({ row: row.rowNumber, cells: row.cells, problems: [{ reason: 'import_account_of_another' }] })
          continue
        }
        if (born) Object.assign(born, overwrite(account))
        const changed = born ? true : await updateExisting(before, account)
        const joined = contact ? await addContact(before, contact) : false
        if (changed || joined) progress.updatedRows++
        else progress.skippedRows++
      }

      await inTurns([...created.values()], (few) => recordAccounts(deps, context, few, transaction))
      await inTurns(births, (few) => recordContacts(deps, context, few, transaction))
      if (failed.length) {
        const errors = failed.map(({ row, cells, problems }) => ({
          import_id: job.id,
          row_number_in_file: row,
          cells: JSON.stringify(cells),
          problems: JSON.stringify(problems),
        }))
        await database.insertRows('import_errors', errors, { transaction })
      }
      progress.failedRows += failed.length
      progress.processedRows += rows.length
      progress.createdContacts += births.length
      await progress.save(transaction)
      return progress
    },
    { repeatable: true },
  )
}
