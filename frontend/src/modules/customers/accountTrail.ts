const key = 'rapport.accountTrail'

interface Trail {
  /** Address of the list from which the record was opened. */
  list: string
  ids: string[]
}

/** Remembers the order of the list, so that its records can be walked through one after the other. */
export const keepTrail = (trail: Trail): void => sessionStorage.setItem(key, JSON.stringify(trail))

const stored = (): Trail => {
  const parsed = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Trail>
  return { list: parsed.list ?? '/customers', ids: parsed.ids ?? [] }
}

/** The neighbours of a record in the list from which it was opened. */
export const neighboursOf = (id: string) => {
  const { list, ids } = stored()
  const at = ids.indexOf(id)
  return {
    list,
    previous: at > 0 ? ids[at - 1] : undefined,
    next: at >= 0 ? ids[at + 1] : undefined,
  }
}
