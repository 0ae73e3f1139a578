import { generateSync } from 'otplib'
import { newTotpSecret, stepOfCode, totpUri } from './totp'

const now = new Date('2026-01-15T08:00:10Z')
const secret = newTotpSecret()
const codeAt = (seconds: number) => generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) + seconds })
const currentStep = Math.floor(now.getTime() / 30_000)

describe('one-time codes', () => {
  it('count in their half minute and in the ones beside it', () => {
    expect(stepOfCode(secret, codeAt(0), 0, now)).toBe(currentStep)
    expect(stepOfCode(secret, codeAt(-30), 0, now)).toBe(currentStep - 1)
    expect(stepOfCode(secret, codeAt(30), 0, now)).toBe(currentStep + 1)
    expect(stepOfCode(secret, codeAt(-90), 0, now)).toBeUndefined()
    expect(stepOfCode(secret, codeAt(90), 0, now)).toBeUndefined()
  })

  it('count only once, and never after a later one', () => {
    expect(stepOfCode(secret, codeAt(0), currentStep, now)).toBeUndefined()
    expect(stepOfCode(secret, codeAt(-30), currentStep, now)).toBeUndefined()
    expect(stepOfCode(secret, codeAt(0), currentStep - 1, now)).toBe(currentStep)
  })

  it('are refused when they are not six digits', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456'])
      expect(stepOfCode(secret, code, 0, now)).toBeUndefined()
  })

  it('are set up with an address that names Rapport and the login', () => {
    expect(totpUri(secret, 'ada')).toMatch(/^otpauth:\/\/totp\/Rapport:ada\?secret=[A-Z2-7]{32}&issuer=Rapport/)
  })
})
