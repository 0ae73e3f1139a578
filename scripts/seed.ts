import { inParallel } from './seed/api/inParallel'
import { demoFiles } from './seed/files'
import { demoFollowUps } from './seed/followUps'
import { addDepartments } from './seed/load/addDepartments'
import { discardAccount } from './seed/load/discardAccount'
import { importFiles } from './seed/load/importFiles'
import { inviteUsers } from './seed/load/inviteUsers'
import { openCompany } from './seed/load/openCompany'
import type { Place } from './seed/load/registerCompany'
import { recordFollowUps } from './seed/load/recordFollowUps'
import { shareAccounts } from './seed/load/shareAccounts'
import { signInAll } from './seed/load/signInAll'
import { storedAccounts } from './seed/load/storedAccounts'
import { loginTable } from './seed/loginTable'
import { Trouble } from './stack/say'

const variable = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Trouble(`${name} is not set; "make seed" sets it`)
  return value
}

/** Loads what is missing of the demo data. */
const seed = async (place: Place): Promise<void> => {
  const administrator = await openCompany(place)
  const users = await inviteUsers(place.url, administrator, await addDepartments(administrator))
  const files = demoFiles()
  const followUps = demoFollowUps()
  const owners = new Set(files.map(({ owner }) => owner))
  const sessions = await signInAll(place.url, [...new Set([...owners, ...followUps.map(({ author }) => author)])])
  await importFiles(files, sessions)
  const stored = await storedAccounts([...sessions.values()].filter(({ login }) => owners.has(login)))
  await shareAccounts(sessions, stored, users)
  await discardAccount(sessions, stored)
  await recordFollowUps(followUps, sessions, stored, new Date())
  await inParallel([administrator, ...sessions.values()], (session) => session.remove('/v1/session'))
}

const main = async (): Promise<void> => {
  const url = new URL(variable('RAPPORT_URL')).origin
  await seed({ url, privateKeyFile: variable('INTERNAL_PRIVATE_KEY_FILE'), environment: process.env })
  process.stdout.write(`${loginTable()}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`the demo data: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
