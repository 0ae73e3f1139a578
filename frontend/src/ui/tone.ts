/** What a colour means, never which colour it is. */
export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger' | 'info' | 'violet'

const mild: readonly Tone[] = ['primary', 'info', 'violet', 'warning', 'success']

/** A tone that is always the same for the same name, to tell avatars apart. */
export const toneOf = (name: string): Tone => {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return mild[sum % mild.length] ?? 'primary'
}
