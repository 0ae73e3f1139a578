/** Where to go after signing in: a page of this portal, never another site. */
export const nextTarget = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
