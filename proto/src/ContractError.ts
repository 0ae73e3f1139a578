/** The contract says something that Rapport does not support; the message names the element and what to change. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
}
