export { coverOf, type Cover } from './access/coverOf'
export { holds } from './access/holds'
export { ownerPredicate, type OwnerColumns, type Predicate } from './access/ownerPredicate'
export { permit } from './access/permit'
export { mayReadField, mayWriteField } from './access/ruleOf'
export { scopeOf } from './access/scopeOf'
export { sees, type Ownership } from './access/sees'
export { audit, type AuditInput } from './audit/audit'
export { diff, type FieldChange } from './audit/diff'
export { baseConfig, loopPrecision, type BaseConfig } from './config/baseConfig'
export { ConfigError, readConfig, type Environment } from './config/readConfig'
export { targetOf } from './config/targetOf'
export type { Actor, FieldRule, Scope } from './context/actor'
export { currentContext, maybeContext, runInContext, systemContext, type Context, type Locale } from './context/context'
export { checkVersion } from './database/checkVersion'
export { crossTenant } from './database/crossTenant'
export type { Changed, Database, Parameters, Transaction } from './database/database'
export { duplicateKeyOf } from './database/duplicateKey'
export { columnsOf, columnValues, readRow } from './database/storedRows'
export {
  conflict,
  denied,
  exhausted,
  invalid,
  notFound,
  raise,
  RapportError,
  stale,
  unauthenticated,
  unavailable,
  type Kind,
  type Params,
  type Violation,
} from './errors/errors'
export { batchConsumer, consumer, type Consumer, type Delivery } from './events/consumer'
export { emit } from './events/emit'
export type { Envelope } from './events/envelope'
export { fact, type Aggregate, type Fact } from './events/fact'
export { listen, type Listener, type Listening } from './events/listen'
export { enqueue, type Job } from './jobs/enqueue'
export { worker, type Lease, type Worker, type WorkerOptions } from './jobs/worker'
export { startAdminServer, type AdminServer } from './health/adminServer'
export { createReadiness, type Readiness } from './health/readiness'
export { createLogger } from './log/createLogger'
export { createCatalogue, type Catalogue } from './messages/catalogue'
export { defineMessages, type Messages } from './messages/messages'
export type { Migration } from './migrations/migration'
export { numberSequence } from './numbers/numberSequence'
export { pageOf, type Page, type SortColumn } from './paging/pageOf'
export { changesOf } from './rpc/changesOf'
export { createRpcClients, type RpcClients, type RpcClientsOptions } from './rpc/client/createRpcClients'
export type { CallOptions, GrpcClient } from './rpc/client/GrpcClient'
export { protectAnswer } from './rpc/fieldRules/protectAnswer'
export { implement, type Handler, type Handlers, type Implementation } from './rpc/implement'
export { codeOf, kindOf } from './rpc/status/kinds'
export { toDate, toTimestamp } from './rpc/timestamps'
export { metadataKeys } from './rpc/metadataKeys'
export { isUnsafeText, unsafeTexts } from './rpc/validation/unsafeText'
export { defineService, type ServiceDefinition } from './service/defineService'
export type { Deps } from './service/Deps'
export { startService } from './service/startService'
export { actorOf } from './token/actorOf'
export { readPrivateKey, readPublicKey } from './token/keys'
export { signPrincipal, type InternalCaller } from './token/signPrincipal'
export { verifyToken, type TokenVerifier } from './token/verifyToken'
