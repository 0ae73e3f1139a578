import { clone, ScalarType, type DescField, type DescMessage, type MessageShape } from '@bufbuild/protobuf'
import { reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect'
import { ruleOf } from '../../access/ruleOf'
import type { Actor } from '../../context/actor'
import { maskStyleOf, maskText, type MaskStyle } from './maskText'
import { concerns, stepsOf } from './protectedFields'

const messagesIn = (parent: ReflectMessage, field: DescField): ReflectMessage[] => {
  if (!parent.isSet(field)) return []
  if (field.fieldKind === 'message') return [parent.get(field)]
  if (field.fieldKind === 'list' && field.listKind === 'message') return [...parent.get(field)] as ReflectMessage[]
  if (field.fieldKind === 'map' && field.mapKind === 'message')
    return [...parent.get(field).values()] as ReflectMessage[]
  return []
}

/** Masks the texts of one field; of a message all its texts. What is no text says too much even when shortened: it is cleared. */
const mask = (parent: ReflectMessage, field: DescField, style: MaskStyle): void => {
  if (!parent.isSet(field)) return
  if (field.fieldKind === 'scalar' && field.scalar === ScalarType.STRING) {
    parent.set(field, maskText(String(parent.get(field)), style))
  } else if (field.fieldKind === 'list' && field.listKind === 'scalar' && field.scalar === ScalarType.STRING) {
    const list = parent.get(field)
    for (let index = 0; index < list.size; index++) list.set(index, maskText(String(list.get(index)), style))
  } else if (isPlainMessage(field)) {
    for (const inner of messagesIn(parent, field)) for (const each of inner.fields) mask(inner, each, style)
  } else {
    parent.clear(field)
  }
}

/** Messages of ours, whose texts can be masked one by one; times, durations and the like cannot. */
const isPlainMessage = ({ message }: DescField): boolean =>
  !!message && !message.typeName.startsWith('google.protobuf.')

const protect = (message: ReflectMessage, actor: Actor): void => {
  for (const { field, key, inner } of stepsOf(message.desc)) {
    const rule = key === undefined ? 'EDIT' : ruleOf(actor, key)
    if (rule === 'HIDDEN') message.clear(field)
    else if (rule === 'MASKED') mask(message, field, maskStyleOf(field.name))
    if (inner) for (const each of messagesIn(message, field)) protect(each, actor)
  }
}

/**
 * The message as the actor may see it: fields with the rule HIDDEN are empty, those with MASKED shortened, at any depth.
 * The given message stays as it is; without rules that concern it, it is the answer itself.
 */
export const protectAnswer = <D extends DescMessage>(
  schema: D,
  message: MessageShape<D>,
  actor: Actor,
): MessageShape<D> => {
  if (!concerns(actor, schema)) return message
  const copy = clone(schema, message)
  protect(reflect(schema, copy), actor)
  return copy
}
