import type { Envelope } from './envelope'

/** Headers of a message on the broker: CloudEvents 1.0 in binary mode, and what Rapport adds. */
export type Headers = Readonly<Record<string, string | number>>

/** The headers that carry an envelope; what is empty is left out. */
export const headersOf = (envelope: Envelope): Headers => {
  const { id, type, source, time, sharedWith, personalPaths, ...rest } = envelope
  const headers: Record<string, string | number> = {
    'cloudEvents:specversion': '1.0',
    'cloudEvents:id': id,
    'cloudEvents:type': type,
    'cloudEvents:time': time.toISOString(),
  }
  const given = {
    'cloudEvents:source': source,
    ...rest,
    sharedWith: sharedWith.join(','),
    personalPaths: personalPaths.join(','),
  }
  for (const [name, value] of Object.entries(given)) if (value !== '') headers[name] = value
  return headers
}

/** Reads the headers of a message. Throws when they are not those of a fact of ours. */
export const envelopeFrom = (headers: Readonly<Record<string, unknown>>): Envelope => {
  const text = (name: string): string => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  const number = (name: string): number => {
    const value = headers[name]
    return typeof value === 'number' ? value : 0
  }
  const list = (name: string): string[] => text(name).split(',').filter(Boolean)
  const id = text('cloudEvents:id')
  const type = text('cloudEvents:type')
  const time = new Date(text('cloudEvents:time'))
  if (!id || !type || Number.isNaN(time.getTime())) {
    throw new Error('the message is no event: cloudEvents:id, cloudEvents:type or cloudEvents:time is missing')
  }
  return {
    id,
    type,
    source: text('cloudEvents:source'),
    time,
    tenantId: number('tenantId'),
    actorId: text('actorId'),
    actorKind: text('actorKind'),
    aggregateType: text('aggregateType'),
    aggregateId: text('aggregateId'),
    aggregateVersion: number('aggregateVersion'),
    ownerId: text('ownerId'),
    departmentId: text('departmentId'),
    correlationId: text('correlationId'),
    causationId: text('causationId'),
    sharedWith: list('sharedWith'),
    personalPaths: list('personalPaths'),
  }
}
