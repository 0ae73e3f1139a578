import type { DescMessage, DescService } from '@bufbuild/protobuf'
import { ContractError } from './ContractError'

/** The service to which an element belongs: `customer` for rapport.customer.v1.Account. Throws a ContractError outside of ours. */
export const serviceOf = ({ typeName }: DescMessage | DescService): string => {
  const service = /^rapport\.([a-z]+)\.v\d+\./.exec(typeName)?.[1]
  if (service === undefined) throw new ContractError(`${typeName} is not in a package rapport.<service>.v<n>`)
  return service
}
