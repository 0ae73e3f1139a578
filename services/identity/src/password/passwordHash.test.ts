import { hash } from '@node-rs/argon2'
import { hashOfPassword, isOutdated, passwordMatches } from './passwordHash'

describe('the hash of a password', () => {
  it('is argon2id with 19 MiB and two passes', async () => {
    const kept = await hashOfPassword('lantern-of-ada-42')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(isOutdated(kept)).toBe(false)
  })

  it('matches its password only', async () => {
    const kept = await hashOfPassword('lantern-of-ada-42')
    expect(await passwordMatches(kept, 'lantern-of-ada-42')).toBe(true)
    expect(await passwordMatches(kept, 'lantern-of-ada-43')).toBe(false)
  })

  it('takes differently typed forms of the same characters for the same password', async () => {
    expect(await passwordMatches(await hashOfPassword('cafe\u0301-lantern-42'), 'caf\u00e9-lantern-42')).toBe(true)
  })

  it('matches nothing without a kept hash, not even the password of the decoy', async () => {
    expect(await passwordMatches(undefined, 'no password has this hash')).toBe(false)
    expect(await passwordMatches(null, '')).toBe(false)
  })

  it('is outdated when it was made with other parameters', async () => {
    expect(isOutdated(await hash('lantern-of-ada-42', { memoryCost: 8192, timeCost: 3 }))).toBe(true)
  })
})
