import { getOption, hasOption, type DescMethod } from '@bufbuild/protobuf'
import { ContractError } from './ContractError'
import { access } from './gen/options'

/** Who may call an rpc. */
export type Access =
  | { kind: 'permission'; permission: string }
  /** Anyone, signed in or not. */
  | { kind: 'public' }
  /** Every signed-in actor; the rpc concerns only the caller. */
  | { kind: 'signedIn' }
  /** Only the gateway itself and the operator's tools; the rpc has no REST route. */
  | { kind: 'internal' }

/** Reads the option `(rapport.options.v1.access)` of an rpc. Throws a ContractError when it is missing or says nothing. */
export const accessOf = (method: DescMethod): Access => {
  const { who } = getOption(method, access)
  if (hasOption(method, access)) {
    if (who.case === 'permission' && who.value !== '') return { kind: 'permission', permission: who.value }
    if (who.case === 'public' && who.value) return { kind: 'public' }
    if (who.case === 'signedIn' && who.value) return { kind: 'signedIn' }
    if (who.case === 'internal' && who.value) return { kind: 'internal' }
  }
  throw new ContractError(
    `${method.parent.typeName}.${method.name} does not say who may call it: add (rapport.options.v1.access)`,
  )
}
