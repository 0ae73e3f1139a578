import { contract } from '@rapport/proto'
import type { Implementation } from '../rpc/implement'

/** Throws unless the implementations answer exactly the rpcs that the contract gives the service `name`. */
export const requireComplete = (name: string, implementations: readonly Implementation[]): void => {
  const rpcs = contract().rpcs.filter(({ backend }) => backend === name)
  if (rpcs.length === 0) throw new Error(`the contract has no rpcs of a service ${name}`)
  const answers = (typeName: string, method: string): boolean =>
    implementations.some(({ service, handlers }) => service.typeName === typeName && method in handlers)
  const missing = rpcs.filter(({ service, method }) => !answers(service.typeName, method.localName))
  if (missing.length > 0) throw new Error(`no handler for ${missing.map(({ id }) => id).join(', ')}`)
  const foreign = implementations.find(({ service }) => !rpcs.some((rpc) => rpc.service.typeName === service.typeName))
  if (foreign) throw new Error(`${foreign.service.typeName} is not a service of ${name}`)
}
