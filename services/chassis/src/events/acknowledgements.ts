/** An acknowledgement to send: of one delivery, or of all up to it. */
export interface Acknowledgement {
  readonly tag: number
  readonly upTo: boolean
}

/**
 * How to acknowledge the deliveries `done` with few frames while those in `open` are not done: at once up to the first open one,
 * one by one behind it.
 */
export const acknowledgements = (done: readonly number[], open: readonly number[]): Acknowledgement[] => {
  const firstOpen = open.reduce((lowest, tag) => Math.min(lowest, tag), Infinity)
  const sorted = [...done].sort((a, b) => a - b)
  const last = sorted.findLast((tag) => tag < firstOpen)
  return [
    ...(last === undefined ? [] : [{ tag: last, upTo: true }]),
    ...sorted.filter((tag) => tag > firstOpen).map((tag) => ({ tag, upTo: false })),
  ]
}
