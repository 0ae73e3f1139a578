/** The page of measures of a process, by its admin port. */
export const metricsOf = async (admin: number): Promise<string> =>
  (await fetch(`http://127.0.0.1:${admin}/metrics`)).text()

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** The sum of all series of that name, or of those whose labels hold the text. */
export const valueIn = (page: string, name: string, labels = ''): number =>
  [...page.matchAll(new RegExp(`^${name}(?:\\{[^}]*${escaped(labels)}[^}]*\\})? (\\S+)`, 'gm'))].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  )

/** How often each upper bound of a histogram's series held, ascending; the values are cumulative. */
export const bucketsIn = (page: string, name: string, labels: string): [bound: number, count: number][] =>
  [...page.matchAll(new RegExp(`^${name}_bucket\\{([^}]*)\\} (\\S+)`, 'gm'))].flatMap(([, found = '', count]) => {
    const bound = /le="([^"]+)"/.exec(found)?.[1]
    return bound !== undefined && found.includes(labels)
      ? [[bound === '+Inf' ? Infinity : Number(bound), Number(count)] as [number, number]]
      : []
  })

/** The least bound of the histogram's difference that holds for this share. */
export const boundOf = (before: [number, number][], after: [number, number][], share: number): number => {
  const counts = after.map(([bound, count], index) => [bound, count - (before[index]?.[1] ?? 0)] as const)
  const total = counts.at(-1)?.[1] ?? 0
  return counts.find(([, count]) => count >= total * share)?.[0] ?? NaN
}
