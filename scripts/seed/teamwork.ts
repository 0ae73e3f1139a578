import { demoFiles } from './files'

/** A colleague who works on an account of somebody else. */
export interface DemoCollaborator {
  owner: string
  /** Name of the account. */
  account: string
  collaborator: string
  right: 'VIEW' | 'EDIT'
}

const pairs = [
  { owner: 'wangfang', collaborator: 'liqiang', right: 'EDIT' },
  { owner: 'liqiang', collaborator: 'wangfang', right: 'VIEW' },
  { owner: 'zhaomin', collaborator: 'davidchen', right: 'EDIT' },
  { owner: 'davidchen', collaborator: 'zhaomin', right: 'VIEW' },
  { owner: 'sunli', collaborator: 'wangfang', right: 'VIEW' },
] as const

const EACH = 4

/** Who helps whom: a few companies of each owner. */
export const demoCollaborators = (): DemoCollaborator[] => {
  const files = demoFiles()
  return pairs.flatMap((pair) =>
    (files.find(({ owner }) => owner === pair.owner)?.accounts ?? [])
      .filter(({ kind }) => kind === 'COMPANY')
      .slice(0, EACH)
      .map(({ name }) => ({ ...pair, account: name })),
  )
}
