import type { ServerUnaryCall } from '@grpc/grpc-js'
import type { Context } from '../context/context'

/** A call being served, as far as calls made on its behalf need it. */
export type ParentCall = ServerUnaryCall<unknown, unknown>

/** Under which a context keeps the call that it belongs to; no name, so that no log prints it. */
export const parentCall = Symbol('the call being served')

/** The call being served in `context`: calls made with it as parent end when it ends or its caller leaves. */
export const parentOf = (
  context: (Context & { readonly [parentCall]?: ParentCall }) | undefined,
): ParentCall | undefined => context?.[parentCall]
