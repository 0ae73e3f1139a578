import type { DescService } from '@bufbuild/protobuf'
import type { Logger } from 'pino'
import type { BaseConfig } from '../config/baseConfig'
import type { Database } from '../database/database'
import type { GrpcClient } from '../rpc/client/GrpcClient'

/** What a use case stands on; `C` is the service's own configuration. */
export interface Deps<C = unknown> {
  readonly config: BaseConfig & C
  readonly database: Database
  readonly clock: () => Date
  /** A new id: UUIDv7, so that rows lie in the order of their birth. */
  readonly newId: () => string
  readonly log: Logger
  /** The rpcs of another service. Throws at once when its address is not configured: ask for it where deps arrive. */
  readonly client: <S extends DescService>(service: S) => GrpcClient<S>
}
