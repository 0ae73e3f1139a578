import fc from 'fast-check'
import { commonPasswords } from './commonPasswords'
import { normalised, SHORTEST, weaknessOf } from './password'

const ada = ['ada.lovelace', 'Ada Lovelace', 'ada@analytical.example']

describe('the rules for passwords', () => {
  it('refuses what is too short, counting characters and not bytes', () => {
    expect(weaknessOf('kettle-7x', ada)).toBe('password_too_short')
    expect(weaknessOf('春眠不觉晓处处闻啼', ada)).toBe('password_too_short')
    expect(weaknessOf('春眠不觉晓处处闻啼鸟', ada)).toBeUndefined()
  })

  it('refuses what belongs to the user, also with a little added', () => {
    expect(weaknessOf('ada.lovelace', ada)).toBe('password_like_name')
    expect(weaknessOf('Ada Lovelace1', ada)).toBe('password_like_name')
    expect(weaknessOf('ada@analytical.example', ada)).toBe('password_like_name')
    expect(weaknessOf('lantern-of-ada-42', ada)).toBeUndefined()
  })

  it('refuses the most common passwords in any case, runs and repetitions', () => {
    for (const password of [
      'Password123',
      'qwertyuiop',
      'abcdefghijk',
      '9876543210',
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      '５２０１３１４５２０',
    ])
      expect(weaknessOf(password, ada)).toBe('password_too_common')
  })

  it('lists only common passwords that the length does not refuse already', () => {
    expect([...commonPasswords].filter((password) => password.length < SHORTEST - 1)).toEqual([])
  })

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.string()), (password, names) => {
        const weakness = weaknessOf(password, names)
        if ([...normalised(password).toLowerCase()].length < SHORTEST) expect(weakness).toBe('password_too_short')
        else expect([undefined, 'password_like_name', 'password_too_common']).toContain(weakness)
      }),
    )
  })
})
