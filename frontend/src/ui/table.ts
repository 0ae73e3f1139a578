/** A column of a work list. `Id` is also the name under which its place and width are remembered. */
export interface TableColumn<Id extends string = string> {
  id: Id
  label: string
  /** Pixels, unless the user chose another width. */
  width: number
  /** Name of the field by which the server sorts. */
  sortBy?: string
  align?: 'end'
  /** Shown unless the user hides it. */
  shown: boolean
}

/** The order of a list: a field and its direction. */
export interface Order {
  field: string
  descending: boolean
}

/** Reads `name desc`. */
export const parseOrder = (text: string): Order => {
  const [field = '', direction] = text.split(' ')
  return { field, descending: direction === 'desc' }
}

/** The order after a click on the header of a field: ascending first, then the other way round. */
export const nextOrder = (current: string, field: string): string => {
  const { field: before, descending } = parseOrder(current)
  return before === field && !descending ? `${field} desc` : field
}
