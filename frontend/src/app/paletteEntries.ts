import type { Component } from 'vue'

/** Something that the palette offers: words to read, and what happens when it is chosen. */
export interface PaletteEntry {
  id: string
  icon: Component
  title: string
  /** Small print: in which company, what was matched. */
  note?: string
  run: () => unknown
}

export interface PaletteGroup {
  id: string
  title: string
  entries: PaletteEntry[]
}

const folded = (words: string): string => words.toLocaleLowerCase().replace(/\s+/g, ' ').trim()

/** The entries whose title has all the typed words, in their order; all of them when nothing is typed. */
export const matching = (entries: readonly PaletteEntry[], typed: string): PaletteEntry[] => {
  const words = folded(typed).split(' ')
  return entries.filter(({ title }) => words.every((word) => folded(title).includes(word)))
}

/** Groups that have something to offer. */
export const withEntries = (groups: readonly PaletteGroup[]): PaletteGroup[] =>
  groups.filter(({ entries }) => entries.length > 0)
