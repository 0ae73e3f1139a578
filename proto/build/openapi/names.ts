import type { DescEnum, DescMessage, DescMethod, DescService } from '@bufbuild/protobuf'

/** `AccountKind` for rapport.customer.v1.Account.Kind. */
export const schemaName = ({ typeName }: DescMessage | DescEnum): string =>
  typeName.replace(/^rapport\.[a-z]+\.v\d+\./, '').replaceAll('.', '')

/** `AccountPatch` for AccountInput. */
export const patchName = (message: DescMessage): string => `${schemaName(message).replace(/Input$/, '')}Patch`

/** `listAccounts` for ListAccounts. */
export const operationId = ({ name }: DescMethod): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `Account` for AccountService. */
export const tagName = ({ name }: DescService): string => name.replace(/Service$/, '')
