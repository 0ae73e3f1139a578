import { create, type Message } from '@bufbuild/protobuf'
import type { Path } from '@bufbuild/protobuf/reflect'
import { createValidator } from '@bufbuild/protovalidate'
import type { Rpc } from '@rapport/proto'
import type { Violation } from '../../errors/errors'
import type { Catalogue } from '../../messages/catalogue'
import { jsonPath, nameForCaller } from './fieldName'
import { reasonOf } from './reasonOf'
import { unsafeTexts } from './unsafeText'
import { inMask, maskedPaths, unknownPaths, updateMaskOf } from './updateMask'

const validator = createValidator()

/**
 * The rules that every request of an rpc must keep: those of the contract and safe text. Returns what is wrong, in the
 * names that the caller knows; of an update, only what concerns fields that it writes. Compiles the rules at once, so that
 * the first caller does not wait for that. Throws when a rule of the contract cannot be evaluated.
 */
export const requestRules = (rpc: Rpc, catalogue: Catalogue): ((request: Message) => Violation[]) => {
  const mask = updateMaskOf(rpc)
  const hasSentence = (reason: string) => catalogue.sentence(reason, {}, 'en') !== undefined

  const isWritten = (path: Path, paths: readonly string[] | undefined): boolean => {
    const [first, second] = path
    if (first !== mask?.body || second?.kind !== 'field') return true
    return inMask(paths, second.name)
  }

  const broken = (request: Message): Violation[] => {
    const { kind, violations, error } = validator.validate(rpc.input, request)
    if (kind === 'valid') return []
    if (kind === 'error') throw error
    const paths = mask && maskedPaths(mask, request)
    return violations
      .filter(({ field }) => isWritten(field, paths))
      .map((violation) => ({
        field: nameForCaller(jsonPath(violation.field), rpc),
        ...reasonOf(violation, hasSentence),
      }))
  }

  broken(create(rpc.input))
  return (request) => {
    const unsafe = unsafeTexts(request)
    if (unsafe.length > 0) return unsafe.map((path) => ({ field: nameForCaller(path, rpc), reason: 'text_unsafe' }))
    const paths = mask && maskedPaths(mask, request)
    return [...(mask && paths ? unknownPaths(mask, paths) : []), ...broken(request)]
  }
}
