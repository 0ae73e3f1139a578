import type { DescService } from '@bufbuild/protobuf'
import { contract } from '@rapport/proto'
import type { AnyHandler, Implementation } from '../rpc/implement'

async function* noAnswers(): AsyncGenerator<object> {
  yield* []
}

const idle = (service: DescService): Implementation => ({
  service,
  handlers: Object.fromEntries(
    service.methods.map(({ localName, methodKind }): [string, AnyHandler] => [
      localName,
      methodKind === 'server_streaming' ? noAnswers : async () => ({}),
    ]),
  ),
})

/** Implementations that answer every rpc of a service of the contract with nothing, except where `others` say more. For tests of services. */
export const idleExcept = (name: string, others: readonly Implementation[]): Implementation[] => {
  const services = new Set(
    contract()
      .rpcs.filter(({ backend }) => backend === name)
      .map(({ service }) => service),
  )
  return [...services].map((service) => others.find((other) => other.service === service) ?? idle(service))
}
