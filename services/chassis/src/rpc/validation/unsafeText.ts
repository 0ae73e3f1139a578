const loneSurrogate = /\p{Surrogate}/u

/** Whether `text` holds what databases, files or other programs cannot hold: NUL, or half of a surrogate pair. */
export const isUnsafeText = (text: string): boolean => text.includes('\0') || loneSurrogate.test(text)

const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array)

const holdsUnsafeText = (value: unknown): boolean => {
  if (typeof value === 'string') return isUnsafeText(value)
  if (Array.isArray(value)) return value.some(holdsUnsafeText)
  if (!isBranch(value)) return false
  // Maps are plain objects too, so that names are looked at as well as values; field names never are unsafe.
  for (const [name, inner] of Object.entries(value)) {
    if (isUnsafeText(name) || (name !== '$unknown' && holdsUnsafeText(inner))) return true
  }
  return false
}

const collect = (value: unknown, path: string, found: string[]): void => {
  if (typeof value === 'string') {
    if (isUnsafeText(value)) found.push(path)
  } else if (Array.isArray(value)) {
    value.forEach((inner, index) => collect(inner, `${path}[${index}]`, found))
  } else if (isBranch(value)) {
    for (const [name, inner] of membersOf(value)) {
      if (name === '$unknown') continue
      if (isUnsafeText(name)) found.push(path)
      else collect(inner, path ? `${path}.${name}` : name, found)
    }
  }
}

/** Fields of a message; what a oneof holds stands under the name of the field that is set. */
const membersOf = (message: object): [string, unknown][] =>
  Object.entries(message).map(([name, inner]: [string, unknown]): [string, unknown] =>
    '$typeName' in message && isOneof(inner) && inner.case !== undefined ? [inner.case, inner.value] : [name, inner],
  )

const isOneof = (value: unknown): value is { case: string | undefined; value?: unknown } =>
  isBranch(value) && !('$typeName' in value) && 'case' in value && typeof value.case !== 'object'

/** JSON paths (`account.tags[1]`) of the strings anywhere in a message that are unsafe; of a map with an unsafe key, the path of the map. */
export const unsafeTexts = (message: object): string[] => {
  if (!holdsUnsafeText(message)) return []
  const found: string[] = []
  collect(message, '', found)
  return found
}
