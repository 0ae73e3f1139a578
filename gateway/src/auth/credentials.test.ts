import type { Request } from 'express'
import fc from 'fast-check'
import { credentialsOf } from './credentials'

const secret = fc.stringMatching(/^[\w.-]{1,200}$/)
const noise = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `rapport=${text}`),
  fc.string().map((text) => `Bearer ${text}`),
)

const told = (headers: { authorization?: string; cookie?: string }) => credentialsOf({ headers } as Request, 'rapport')

describe('credentials', () => {
  it('are found whatever other cookies say', () => {
    const other = fc.tuple(fc.stringMatching(/^[a-z]{8,12}$/), fc.stringMatching(/^[^;,\s"]*$/))
    fc.assert(
      fc.property(secret, fc.array(other), fc.array(other), (token, before, after) => {
        const cookie = [...before, ['rapport', token], ...after].map((pair) => pair.join('=')).join('; ')
        expect(told({ cookie })).toEqual({ kind: 'session', secret: token })
      }),
    )
  })

  it('in whatever headers are a secret that can be looked up, or none', () => {
    fc.assert(
      fc.property(
        fc.option(noise, { nil: undefined }),
        fc.option(noise, { nil: undefined }),
        (authorization, cookie) => {
          const found = told({ ...(authorization && { authorization }), ...(cookie && { cookie }) })
          if (found) expect(found.secret).toMatch(/^[^]{1,200}$/)
          if (found?.kind === 'apiKey') expect(authorization).toContain(found.secret)
        },
      ),
    )
  })

  it('prefer the key to the cookie', () => {
    fc.assert(
      fc.property(secret, secret, (key, session) => {
        const both = { authorization: `Bearer ${key}`, cookie: `rapport=${session}` }
        expect(told(both)).toEqual({ kind: 'apiKey', secret: key })
      }),
    )
  })
})
