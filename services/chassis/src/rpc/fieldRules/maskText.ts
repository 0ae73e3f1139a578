/** How a masked text is shortened. */
export type MaskStyle = 'phone' | 'email' | 'other'

/** The style that suits a field, by its name. */
export const maskStyleOf = (fieldName: string): MaskStyle => {
  if (/phone|mobile|landline|fax/i.test(fieldName)) return 'phone'
  return /e_?mail/i.test(fieldName) ? 'email' : 'other'
}

const maskOther = (text: string): string => {
  const [first, ...rest] = text
  return rest.length > 0 ? `${first}***` : '***'
}

const maskPhone = (text: string): string => {
  const dialled = text.replace(/[^\d+]/g, '')
  return dialled.length >= 8 ? `${dialled.slice(0, -8)}****${dialled.slice(-4)}` : `****${dialled.slice(-2)}`
}

const maskEmail = (text: string): string => {
  const at = text.lastIndexOf('@')
  return at > 0 ? `${maskOther(text.slice(0, at))}${text.slice(at)}` : maskOther(text)
}

/** Enough of a text to recognise it, too little to use it: `138****8000`, `z***@example.com`, `张***`. An empty text stays empty. */
export const maskText = (text: string, style: MaskStyle): string => {
  if (text === '') return ''
  if (style === 'phone') return maskPhone(text)
  return style === 'email' ? maskEmail(text) : maskOther(text)
}
