import { changesOf, differencesOf } from './changes'

const base = { name: '云溪', level: 'B', phones: ['1'] }

describe('changesOf', () => {
  it('names only what differs, lists by their content', () => {
    expect(changesOf(base, { name: '云溪', level: 'A', phones: ['1'] })).toEqual({ level: 'A' })
    expect(changesOf(base, { ...base, phones: ['1', '2'] })).toEqual({ phones: ['1', '2'] })
  })
})

describe('differencesOf', () => {
  it('offers mine where I changed the field and theirs where only they did', () => {
    const mine = { ...base, name: '云溪机械' }
    const theirs = { ...base, name: '云溪集团', level: 'A' }
    expect(differencesOf(base, mine, theirs)).toEqual([
      { name: 'name', mine: '云溪机械', theirs: '云溪集团', offered: 'mine' },
      { name: 'level', mine: 'B', theirs: 'A', offered: 'theirs' },
    ])
  })

  it('finds nothing when both wrote the same', () => {
    expect(differencesOf(base, { ...base, level: 'A' }, { ...base, level: 'A' })).toEqual([])
  })
})
