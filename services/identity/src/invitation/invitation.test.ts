import { hashOfToken, newToken } from '../secrets/token'
import { expiryFrom, invitationUrl } from './invitation'

describe('an invitation', () => {
  it('is good for seven days', () => {
    expect(expiryFrom(new Date('2026-01-15T08:00:00Z'))).toEqual(new Date('2026-01-22T08:00:00Z'))
  })

  it('is passed on as a link into the portal, with a token that nobody can guess', () => {
    const token = newToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(newToken()).not.toBe(token)
    expect(hashOfToken(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(invitationUrl('https://crm.example.cn', token)).toBe(`https://crm.example.cn/invitation?token=${token}`)
  })
})
