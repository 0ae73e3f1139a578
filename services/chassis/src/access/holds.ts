import type { Actor } from '../context/actor'

/** Whether the actor has a permission, for what an rpc shows beyond the one that it asks for. */
export const holds = ({ everything, permissions }: Actor, permission: string): boolean =>
  everything === true || permissions.has(permission)
