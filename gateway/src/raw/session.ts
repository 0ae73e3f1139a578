import { fromBinary, toBinary, create } from '@bufbuild/protobuf'
import { toDate } from '@rapport/chassis'
import { SignInResponseSchema, SignOutRequestSchema } from '@rapport/proto/identity'
import { Router, type Request, type Response } from 'express'
import type { Authenticator } from '../auth/authenticate'
import { credentialsOf, sessionCookie } from '../auth/credentials'
import { exchangeOf } from '../http/exchange'
import type { RateLimiter } from '../limits/rateLimits'
import { jsonWriter } from '../transcoder/jsonWriter'
import { readBody } from '../transcoder/readBody'
import { requestReader } from '../transcoder/requestReader'
import { callOptions, rpcNamed, type RawParts } from './Raw'

/** POST and DELETE /v1/session: the session lives in a cookie, and its token in no answer. */
export const session = (
  { clients, door, config }: RawParts,
  { authenticator, limiter }: { authenticator: Authenticator; limiter: RateLimiter },
): Router => {
  const signIn = rpcNamed('identity.SessionService/SignIn')
  const signOut = rpcNamed('identity.SessionService/SignOut')
  if (!signIn.route) throw new Error('SignIn has no route')
  const read = requestReader(signIn.input, signIn.route)
  const write = jsonWriter(SignInResponseSchema)
  const { name, options } = sessionCookie(config.PUBLIC_URL)
  const router = Router()

  router.post('/v1/session', async (request: Request, response: Response) => {
    const exchange = exchangeOf(response)
    exchange.route = '/v1/session'
    await door.admit(request, response, signIn.access)
    await limiter(response, `sign-in ${exchange.ip}`, config.RATE_SIGN_IN)
    const body = await readBody(request, config.MAX_BODY)
    const bytes = read({ values: [], query: '', body, ifMatch: undefined })
    const answer = fromBinary(SignInResponseSchema, await clients.callUnary(signIn, bytes, callOptions(response)))
    const expires = toDate(answer.expiresAt)
    response.cookie(name, answer.sessionToken, { ...options, ...(expires && { expires }) })
    answer.sessionToken = ''
    const { sessionToken: _, ...shown } = JSON.parse(
      write(toBinary(SignInResponseSchema, answer)).toString(),
    ) as Record<string, unknown>
    response.status(200).set('Cache-Control', 'no-store').json(shown)
  })

  router.delete('/v1/session', async (request: Request, response: Response) => {
    exchangeOf(response).route = '/v1/session'
    const caller = await door.admit(request, response, signOut.access)
    const empty = toBinary(SignOutRequestSchema, create(SignOutRequestSchema))
    await clients.callUnary(signOut, empty, callOptions(response, caller))
    const credentials = credentialsOf(request, name)
    if (credentials) authenticator.forget(credentials)
    response.clearCookie(name, options).status(204).end()
  })

  return router
}
