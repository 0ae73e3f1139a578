import { create, fromBinary, toBinary, toJson } from '@bufbuild/protobuf'
import { toDate } from '@rapport/chassis'
import { SignInResponseSchema, SignOutRequestSchema } from '@rapport/proto/identity'
import type { Authenticator } from '../auth/authenticate'
import { credentialsOf, sessionCookie } from '../auth/credentials'
import { exchangeOf } from '../http/exchange'
import type { RateLimiter } from '../limits/rateLimits'
import { queryOf } from '../http/queryOf'
import { isObject } from '../transcoder/messageReader'
import { readBody } from '../transcoder/readBody'
import { requestReader } from '../transcoder/requestReader'
import { callOptions } from '../http/RestCall'
import { rpcNamed, type RawParts, type RawRoutes } from './Raw'

/** POST and DELETE /v1/session: the session lives in a cookie, and its token in no answer. */
export const session = (
  { clients, config }: RawParts,
  { authenticator, limiter }: { authenticator: Authenticator; limiter: RateLimiter },
): RawRoutes => {
  const signIn = rpcNamed('identity.SessionService/SignIn')
  const signOut = rpcNamed('identity.SessionService/SignOut')
  if (!signIn.route) throw new Error('SignIn has no route')
  const read = requestReader(signIn.input, signIn.route)
  const signOutRequest = toBinary(SignOutRequestSchema, create(SignOutRequestSchema))
  const { name, options } = sessionCookie(config.PUBLIC_URL, config.COOKIE_SECURE)

  return {
    [signIn.id]: async (call) => {
      const { request, response } = call
      await limiter(response, `sign-in ${exchangeOf(response).ip}`, config.RATE_SIGN_IN)
      const body = await readBody(request, config.MAX_BODY)
      const bytes = read({ values: [], query: queryOf(request.originalUrl), body, ifMatch: undefined })
      const answer = fromBinary(SignInResponseSchema, await clients.callUnary(signIn, bytes, callOptions(call)))
      const expires = toDate(answer.expiresAt)
      response.cookie(name, answer.sessionToken, { ...options, ...(expires && { expires }) })
      answer.sessionToken = ''
      const shown = toJson(SignInResponseSchema, answer, { alwaysEmitImplicit: true })
      if (isObject(shown)) delete shown['sessionToken']
      response.set('Cache-Control', 'no-store').json(shown)
    },

    [signOut.id]: async (call) => {
      const { request, response } = call
      await clients.callUnary(signOut, signOutRequest, callOptions(call))
      const credentials = credentialsOf(request, name)
      if (credentials) authenticator.forget(credentials)
      response.clearCookie(name, options).status(204).end()
    },
  }
}
