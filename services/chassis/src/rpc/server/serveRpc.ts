import type { Message } from '@bufbuild/protobuf'
import { status } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import type { Logger } from 'pino'
import { runInContext, type Context } from '../../context/context'
import { RapportError } from '../../errors/errors'
import type { Catalogue } from '../../messages/catalogue'
import type { TokenVerifier } from '../../token/verifyToken'
import { protectAnswer } from '../fieldRules/protectAnswer'
import { concerns } from '../fieldRules/protectedFields'
import { refuseWriting } from '../fieldRules/refuseWriting'
import type { ParentCall } from '../parentCall'
import { encodeError, type ErrorAnswer } from '../status/encodeError'
import { requestRules } from '../validation/requestRules'
import { authenticate, authorise } from './authenticate'
import { callContext, localeOf, requestIdOf } from './callContext'
import { complete, type Decoded } from './codec'
import { answerEncoder } from './encodeAnswer'
import { failureOf } from './failureOf'
import { measureCall } from './rpcMetrics'

/** What serving rpcs needs, the same for all of a service. */
export interface ServingParts {
  readonly verify: TokenVerifier
  readonly catalogue: Catalogue
  readonly log: Logger
}

/** The way of every call of one rpc, whatever its kind of stream. */
export interface ServedRpc {
  /** Identifies and admits the caller, runs `work` in the context of the call, measures, logs; never rejects. */
  run<T>(call: ParentCall, work: (context: Context) => Promise<T>, bytes?: Uint8Array): Promise<Outcome<T>>
  /** A request that is readable, keeps the rules and writes nothing that its sender may not; throws otherwise. */
  accept(request: Decoded, context: Context): Message
  /** The bytes of an answer, without what the actor may not see. */
  answer(answer: object, context: Context): Buffer
}

type Outcome<T> = { readonly value: T } | { readonly failure: ErrorAnswer }

/** Prepares an rpc for serving: its rules are compiled now. */
export const serveRpc = (rpc: Rpc, { verify, catalogue, log }: ServingParts): ServedRpc => {
  const broken = requestRules(rpc, catalogue)
  const refuse = refuseWriting(rpc)
  const { output } = rpc
  const encode = answerEncoder(output)

  const tell = (failure: RapportError, code: status, milliseconds: number): void => {
    const { kind, reason, violations, cause } = failure
    const entry = { rpc: rpc.id, code: status[code], ms: Math.round(milliseconds), reason }
    if (kind === 'internal') log.error({ ...entry, err: cause }, 'rpc failed')
    else if (kind === 'cancelled') log.debug(entry, 'rpc cancelled')
    else {
      const fields = violations.length > 0 && { fields: fieldsOf(failure) }
      log.warn({ ...entry, ...fields, ...(cause instanceof Error && { cause: cause.message }) }, 'rpc refused')
    }
  }

  return {
    run: async (call, work, bytes) => {
      const done = measureCall(rpc.id)
      const requestId = requestIdOf(call.metadata)
      let context: Context | undefined
      try {
        const found = authenticate(verify, call.metadata)
        const caller = found instanceof Promise ? await found : found
        authorise(rpc.access, caller)
        const opened = (context = callContext(rpc, call, caller, requestId, bytes))
        const value = await runInContext(opened, () => work(opened))
        const milliseconds = done(status.OK)
        if (log.isLevelEnabled('debug')) {
          const entry = { rpc: rpc.id, code: 'OK', ms: Math.round(milliseconds) }
          runInContext(opened, () => log.debug(entry, 'rpc'))
        }
        return { value }
      } catch (error) {
        const failure = failureOf(error, call, requestId)
        const answer = encodeError(failure, catalogue, localeOf(call.metadata))
        const milliseconds = done(answer.code)
        if (context) runInContext(context, () => tell(failure, answer.code, milliseconds))
        else tell(failure, answer.code, milliseconds)
        return { failure: answer }
      }
    },

    accept: (request, { actor }) => {
      if ('malformed' in request) {
        throw new RapportError('invalid', 'request_malformed', {}, [], { cause: request.malformed })
      }
      const violations = broken(request.message)
      if (violations.length > 0) throw new RapportError('invalid', 'request_invalid', {}, violations)
      refuse(request.message, actor)
      return request.message
    },

    answer: (answer, { actor }) => {
      const shown = concerns(actor, output) ? protectAnswer(output, complete(output, answer), actor) : answer
      const bytes = encode(shown)
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    },
  }
}

const fieldsOf = ({ violations }: RapportError): string[] =>
  violations.slice(0, 5).map(({ field, reason }) => `${field.slice(0, 100)}: ${reason}`)
