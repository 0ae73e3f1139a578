import type { DescMessage, Message } from '@bufbuild/protobuf'
import { reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect'
import type { Rpc } from '@rapport/proto'
import { mayWriteField } from '../../access/ruleOf'
import type { Actor } from '../../context/actor'
import { denied, type Violation } from '../../errors/errors'
import { nameForCaller } from '../validation/fieldName'
import { inMask, maskedPaths, setMask, updateMaskOf, type UpdateMask } from '../validation/updateMask'
import { concerns, stepsOf } from './protectedFields'

const mayWrite = (actor: Actor, key: string | undefined): boolean => key === undefined || mayWriteField(actor, key)

/** JSON paths of the protected fields that are set in a message. */
const writtenIn = (message: ReflectMessage, actor: Actor, path: string): string[] =>
  stepsOf(message.desc).flatMap(({ field, key, inner }) => {
    if (!message.isSet(field)) return []
    const own = path ? `${path}.${field.jsonName}` : field.jsonName
    if (!mayWrite(actor, key)) return [own]
    if (!inner) return []
    if (field.fieldKind === 'message') return writtenIn(message.get(field), actor, own)
    if (field.fieldKind === 'list' && field.listKind === 'message') {
      return [...(message.get(field) as Iterable<ReflectMessage>)].flatMap((item, index) =>
        writtenIn(item, actor, `${own}[${index}]`),
      )
    }
    return []
  })

const bodyFields = ({ body }: UpdateMask, actor: Actor): { name: string; jsonName: string; writable: boolean }[] => {
  const locked = new Set(
    stepsOf(body.message)
      .filter(({ key }) => !mayWrite(actor, key))
      .map(({ field }) => field),
  )
  return body.message.fields.map((field) => ({
    name: field.name,
    jsonName: `${body.jsonName}.${field.jsonName}`,
    writable: !locked.has(field),
  }))
}

/** What an update writes although it must not: locked fields that are set or that its mask names, even when it empties them. */
const writtenByUpdate = (mask: UpdateMask, paths: readonly string[], set: string[], actor: Actor): string[] => {
  const fields = bodyFields(mask, actor).filter(({ name }) => inMask(paths, name))
  const isWritten = (path: string) =>
    !path.startsWith(`${mask.body.jsonName}.`) || fields.some(({ jsonName }) => isWithin(path, jsonName))
  const named = fields.filter(({ writable }) => !writable).map(({ jsonName }) => jsonName)
  return [...new Set([...set.filter(isWritten), ...named])]
}

const isWithin = (path: string, parent: string): boolean =>
  path === parent || (path.startsWith(parent) && /^[.[]/.test(path.slice(parent.length)))

/**
 * Refuses a request that writes fields which a rule locks for the actor (READ, MASKED, HIDDEN): throws `denied` that names
 * them. An update without a mask would also empty the locked fields that its sender cannot know; it gets a mask of the others.
 */
export const refuseWriting = (rpc: Rpc): ((request: Message, actor: Actor) => void) => {
  const schema: DescMessage = rpc.input
  const mask = updateMaskOf(rpc)
  return (request, actor) => {
    if (!concerns(actor, schema)) return
    const paths = mask && maskedPaths(mask, request)
    const set = writtenIn(reflect(schema, request), actor, '')
    const written = mask && paths ? writtenByUpdate(mask, paths, set, actor) : set
    if (written.length > 0) {
      const violations = written.map((path): Violation => ({
        field: nameForCaller(path, rpc),
        reason: 'field_protected',
      }))
      throw denied('field_protected', {}, ...violations)
    }
    if (mask && !paths && concerns(actor, mask.body.message)) {
      const writable = bodyFields(mask, actor).filter((field) => field.writable)
      setMask(
        mask,
        request,
        writable.map(({ name }) => name),
      )
    }
  }
}
