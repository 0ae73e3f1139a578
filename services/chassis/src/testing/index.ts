export { anActor, type ActorTraits } from './anActor'
export { countStatements, type StatementCount } from './countStatements'
export { inTenant } from './inTenant'
export { testService, type Call, type Published, type TestOptions, type TestService } from './testService'
