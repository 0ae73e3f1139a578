import { create } from '@bufbuild/protobuf'
import { PrincipalSchema, Principal_Kind, FieldRule, Scope } from '@rapport/proto/identity'
import fc from 'fast-check'
import { generateKeyPair, SignJWT, UnsecuredJWT, exportSPKI, type CryptoKey } from 'jose'
import { randomUUID } from 'node:crypto'
import { signPrincipal } from './signPrincipal'
import { verifyToken } from './verifyToken'

const principal = create(PrincipalSchema, {
  tenantId: 7,
  actorId: randomUUID(),
  kind: Principal_Kind.USER,
  name: '王芳',
  permissions: ['customer.account.read'],
  scopes: { 'customer.account': Scope.TEAM },
  fieldRules: { 'account.phones': FieldRule.MASKED },
})

let privateKey: CryptoKey
let publicKey: CryptoKey

beforeAll(async () => {
  ;({ privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true }))
})

const invalid = expect.objectContaining({ kind: 'unauthenticated', reason: 'token_invalid' })
const expired = expect.objectContaining({ kind: 'unauthenticated', reason: 'token_expired' })

const claims = () => ({ p: { tenantId: 7, actorId: 'x', kind: 'USER' } })

const signed = (change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, key = privateKey, payload: object = claims()) =>
  change(
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('rapport-gateway')
      .setAudience('rapport')
      .setNotBefore('0s')
      .setExpirationTime('5m'),
  ).sign(key)

const verified = async (token: string) => verifyToken(publicKey)(token)

describe('an internal token', () => {
  it('says who calls and what they may do', async () => {
    const token = await signPrincipal(privateKey, principal, { expiresInSeconds: 300 })
    expect(await verified(token)).toMatchObject({
      tenantId: 7,
      id: principal.actorId,
      kind: 'USER',
      name: '王芳',
      permissions: new Set(['customer.account.read']),
      scopes: { 'customer.account': 'TEAM' },
      fieldRules: { 'account.phones': 'MASKED' },
    })
  })

  it('says that the gateway itself calls', async () => {
    const token = await signPrincipal(privateKey, { internal: true }, { expiresInSeconds: 300 })
    expect(await verified(token)).toEqual({ internal: true })
  })

  it('is the same actor each time, so that what is known of it can be remembered', async () => {
    const token = await signPrincipal(privateKey, principal, { expiresInSeconds: 300 })
    const verify = verifyToken(publicKey)
    const first = await verify(token)
    expect(verify(token)).toBe(first)
  })

  it('is forgotten when many others came after it, and verified again', async () => {
    const verify = verifyToken(publicKey, { remembered: 1 })
    const token = await signPrincipal(privateKey, principal, { expiresInSeconds: 300 })
    await verify(token)
    await verify(await signPrincipal(privateKey, { internal: true }, { expiresInSeconds: 300 }))
    expect(verify(token)).toBeInstanceOf(Promise)
  })
})

describe('a token that is not to be believed', () => {
  it('without signature is refused', async () => {
    const none = new UnsecuredJWT({ internal: true, nbf: 0, exp: 4e9, iss: 'rapport-gateway', aud: 'rapport' }).encode()
    await expect(verified(none)).rejects.toEqual(invalid)
  })

  it('signed with another key is refused', async () => {
    const foreign = await generateKeyPair('EdDSA')
    await expect(verified(await signed(undefined, foreign.privateKey))).rejects.toEqual(invalid)
  })

  it('signed by the public key as a shared secret is refused', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(publicKey))
    const confused = await new SignJWT({ internal: true })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('rapport-gateway')
      .setAudience('rapport')
      .setNotBefore('0s')
      .setExpirationTime('5m')
      .sign(secret)
    await expect(verified(confused)).rejects.toEqual(invalid)
  })

  it('whose content was altered is refused', async () => {
    const [header = '', , signature = ''] = (await signed()).split('.')
    const payload = Buffer.from(JSON.stringify({ internal: true, nbf: 0, exp: 4e9 })).toString('base64url')
    await expect(verified([header, payload, signature].join('.'))).rejects.toEqual(invalid)
  })

  it('that is no token at all is refused', async () => {
    await expect(verified('a.b.c')).rejects.toEqual(invalid)
    await expect(verified('')).rejects.toEqual(invalid)
  })

  it('that says anything else than what was signed is refused', async () => {
    const good = await signed()
    const changed = fc
      .tuple(fc.nat(good.lastIndexOf('.')), fc.string({ maxLength: 3 }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1))
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, fc.string({ unit: 'binary' })), async (token) => {
        fc.pre(token !== good)
        await expect(verified(token)).rejects.toEqual(invalid)
      }),
    )
  })

  it.each([
    ['of another issuer', (jwt: SignJWT) => jwt.setIssuer('somebody')],
    ['for another audience', (jwt: SignJWT) => jwt.setAudience('partners')],
    ['of the future', (jwt: SignJWT) => jwt.setNotBefore('1h').setExpirationTime('2h')],
  ])('%s is refused', async (_, change) => {
    await expect(verified(await signed(change))).rejects.toEqual(invalid)
  })

  it('without an end is refused', async () => {
    const endless = new SignJWT({ internal: true, nbf: 0 }).setProtectedHeader({ alg: 'EdDSA' })
    const token = await endless.setIssuer('rapport-gateway').setAudience('rapport').sign(privateKey)
    await expect(verified(token)).rejects.toEqual(invalid)
  })

  it('that speaks for nobody in particular is refused', async () => {
    await expect(verified(await signed(undefined, privateKey, { p: { tenantId: 7 } }))).rejects.toEqual(invalid)
    await expect(verified(await signed(undefined, privateKey, {}))).rejects.toEqual(invalid)
  })

  it('is refused once it has expired, also when it was good before', async () => {
    let now = Date.now()
    const verify = verifyToken(publicKey, { clock: () => now })
    const token = await signPrincipal(privateKey, principal, { expiresInSeconds: 60 })
    await verify(token)
    now += 61_000 + 2_000
    await expect(verify(token)).rejects.toEqual(expired)
  })
})
