import type { Params, Violation } from '@rapport/chassis'

/** A failure that only HTTP knows: an unknown address, a wrong method or content type, a body that is too large. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly params: Params = {},
    readonly headers: Readonly<Record<string, string>> = {},
    readonly violations: readonly Violation[] = [],
  ) {
    super(reason)
  }
}
