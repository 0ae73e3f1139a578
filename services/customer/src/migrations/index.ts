import type { Migration } from '@rapport/chassis'
import { accounts } from './0001-accounts'
import { accountKeys } from './0002-account-keys'
import { accountCollaborators } from './0003-account-collaborators'
import { contacts } from './0004-contacts'
import { followUps } from './0005-follow-ups'
import { activities } from './0006-activities'
import { searchDocuments } from './0007-search-documents'
import { imports } from './0008-imports'
import { importChunks } from './0009-import-chunks'
import { importErrors } from './0010-import-errors'
import { accountsImport } from './0011-accounts-import'
import { searchWords } from './0012-search-words'
import { searchWordsFilled } from './0013-search-words-filled'

export const migrations: Migration[] = [
  accounts,
  accountKeys,
  accountCollaborators,
  contacts,
  followUps,
  activities,
  searchDocuments,
  imports,
  importChunks,
  importErrors,
  accountsImport,
  searchWords,
  searchWordsFilled,
]
