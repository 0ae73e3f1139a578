/** A kept value (JSON text) as it is read: texts without quotes, lists with commas, nothing as an empty text. */
export const readable = (json: string): string => {
  if (json === '') return ''
  try {
    const value: unknown = JSON.parse(json)
    if (value === null) return ''
    if (Array.isArray(value))
      return value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ')
    return typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    return json
  }
}
