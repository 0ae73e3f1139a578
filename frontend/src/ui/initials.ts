/** Up to two letters that stand for a name: the last two characters of a Chinese name, else the first letters of two words. */
export const initials = (name: string): string => {
  const trimmed = name.trim()
  const chinese = [...trimmed].filter((letter) => /\p{Script=Han}/u.test(letter))
  if (chinese.length > 0) return chinese.length <= 3 ? chinese.slice(-2).join('') : chinese.slice(0, 2).join('')
  const words = trimmed.split(/[\s._-]+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
}
