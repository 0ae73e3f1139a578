import { authenticateApiKey } from '../apiKey/authenticateApiKey'
import type { IdentityDeps } from '../deps'
import { acceptInvitation } from '../invitation/acceptInvitation'
import { changePassword } from '../profile/changePassword'
import { confirmTotp } from '../profile/confirmTotp'
import { disableTotp } from '../profile/disableTotp'
import { enrolTotp } from '../profile/enrolTotp'
import { updateProfile } from '../profile/updateProfile'
import { authenticateSession } from './authenticateSession'
import { getSession } from './getSession'
import { listSessions } from './listSessions'
import { revokeSession } from './revokeSession'
import { signIn } from './signIn'
import { signOut } from './signOut'

/** The rpcs about signing in and the own account, and the use cases that answer them. */
export const sessionHandlers = (deps: IdentityDeps) => ({
  signIn: signIn(deps),
  getSession: getSession(deps),
  signOut: signOut(deps),
  listSessions: listSessions(deps),
  revokeSession: revokeSession(deps),
  updateProfile: updateProfile(deps),
  changePassword: changePassword(deps),
  enrolTotp: enrolTotp(deps),
  confirmTotp: confirmTotp(deps),
  disableTotp: disableTotp(deps),
  acceptInvitation: acceptInvitation(deps),
  authenticateSession: authenticateSession(deps),
  authenticateApiKey: authenticateApiKey(deps),
})
