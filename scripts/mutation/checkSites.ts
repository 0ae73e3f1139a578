import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A place in the sources where somebody's right is asked about, and the text that takes the question out. */
export interface CheckSite {
  /** File, function and how manieth call of it there: stays the same when lines move. */
  readonly name: string
  readonly file: string
  readonly start: number
  readonly end: number
  readonly instead: string
}

const yes = () => 'true'
const nothing = () => 'undefined'
const everywhere = () => "'ALL'"
const unlimited = (call: ts.CallExpression) => `(${call.arguments[1]?.getText()})`

/** The functions that ask, and what stands for their answer where nobody asks: it may be a statement, which must not begin with a bracket. */
const questions: Readonly<Record<string, (call: ts.CallExpression) => string>> = {
  ...{ authorise: nothing, ownSite: nothing, permit: nothing, mustBePerson: nothing, mustHold: nothing },
  ...{ mustOutrank: nothing, mustKeepAdministrator: nothing, stampTenant: nothing },
  ...{ sees: yes, mayHear: yes, holds: yes, maySeeAccount: yes, mayEditAccount: yes, mayChangeFollowUp: yes },
  ...{ maySeeImport: yes, seesReach: yes, managesUsers: yes, maySignIn: yes, isOpen: yes, allows: yes },
  ...{ visibleAccounts: nothing, ownerPredicate: nothing, scopeOf: everywhere, inTenant: unlimited },
  ...{ unreadableKinds: () => '[]' },
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !/\/(testing|simulation)\//.test(path))
    .sort()

const sitesIn = (root: string, file: string): CheckSite[] => {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: CheckSite[] = []
  const counts = new Map<string, number>()
  const visit = (node: ts.Node): void => {
    const asked = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : ''
    const question = Object.hasOwn(questions, asked) ? questions[asked] : undefined
    if (question && ts.isCallExpression(node)) {
      const count = (counts.get(asked) ?? 0) + 1
      counts.set(asked, count)
      const [start, end] = [node.getStart(), node.getEnd()]
      found.push({ name: `${file} ${asked} ${count}`, file, start, end, instead: question(node) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** All of them in services and gateway. */
export const checkSites = (root: string): CheckSite[] => {
  const services = readdirSync(join(root, 'services')).map((name) => join('services', name, 'src'))
  return [...services, join('gateway', 'src')]
    .flatMap((folder) => sources(join(root, folder)).map((path) => path.slice(root.length + 1)))
    .flatMap((file) => sitesIn(root, file))
}
