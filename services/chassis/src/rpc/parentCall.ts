import type { ServerUnaryCall } from '@grpc/grpc-js'
import type { Context } from '../context/context'

/** A call being served, as far as calls made on its behalf need it. */
export type ParentCall = ServerUnaryCall<unknown, unknown>

const parents = new WeakMap<Context, ParentCall>()

/** Remembers which call a context belongs to. */
export const rememberParent = (context: Context, call: ParentCall): void => void parents.set(context, call)

/** The call being served in `context`: calls made with it as parent end when it ends or its caller leaves. */
export const parentOf = (context: Context | undefined): ParentCall | undefined => context && parents.get(context)
