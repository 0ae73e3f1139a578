import { calendarDate, choice, choices, count, flag, formatQuery, parseQuery, text, type Codecs } from './queryState'

interface State {
  q: string
  level: ('A' | 'B')[]
  sort: 'name' | 'updatedAt desc'
  bin: boolean
  page: number
  from: string
}

const codecs: Codecs<State> = {
  q: text(),
  level: choices(['A', 'B']),
  sort: choice(['name', 'updatedAt desc'], 'updatedAt desc'),
  bin: flag(),
  page: count(1),
  from: calendarDate(),
}
const nothing: State = { q: '', level: [], sort: 'updatedAt desc', bin: false, page: 1, from: '' }

describe('state in the address', () => {
  it('is the default where the address says nothing', () => {
    expect(parseQuery(codecs, {})).toEqual(nothing)
  })

  it('leaves the default out of the address', () => {
    expect(formatQuery(codecs, nothing)).toEqual({})
  })

  it('comes back as it was written', () => {
    const state: State = {
      q: '云溪 & co',
      level: ['A', 'B'],
      sort: 'name',
      bin: true,
      page: 3,
      from: '2026-01-15',
    }
    expect(parseQuery(codecs, formatQuery(codecs, state))).toEqual(state)
  })

  it('is the default where the address says nonsense', () => {
    const query = { level: ['Z', null], sort: 'drop table', bin: 'yes', page: '-4', from: '2026-13-45' }
    expect(parseQuery(codecs, query)).toEqual(nothing)
  })
})
