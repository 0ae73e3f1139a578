import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { secretBox } from './secretBox'

const box = secretBox(randomBytes(32))

describe('the secret box', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, purpose) => {
        expect(box.open(box.seal(secret, purpose), purpose)).toBe(secret)
      }),
    )
  })

  it('refuses another purpose, another key and a changed text', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'totp/ada')
    expect(() => box.open(sealed, 'totp/bob')).toThrow()
    expect(() => secretBox(randomBytes(32)).open(sealed, 'totp/ada')).toThrow()
    const [version = '', nonce = '', body = ''] = sealed.split('.')
    const changed = Buffer.from(body, 'base64url')
    changed.writeUInt8((changed[0] ?? 0) ^ 1, 0)
    expect(() => box.open([version, nonce, changed.toString('base64url')].join('.'), 'totp/ada')).toThrow()
    expect(() => box.open(`v0.${nonce}.${body}`, 'totp/ada')).toThrow('unknown version')
  })
})
