import type { Socket } from 'node:net'

/** How a bad line delivers. */
export interface Slowness {
  /** Milliseconds that each piece is late. */
  delay?: number | undefined
  /** What the line carries at most; its sender feels that it is read slowly. */
  bytesPerSecond?: number | undefined
}

/** So much of what is not yet delivered is kept here, in bytes; the rest stays with its sender. */
const KEPT = 16 * 1024

/**
 * For tests: one direction of a connection over a bad line. Nothing is lost or overtaken on it, but it may be late.
 * @param filter what becomes of a piece; undefined drops it
 */
export const faultyPipe = (
  from: Socket,
  to: Socket,
  line: Slowness & { held: boolean },
  filter: (bytes: Buffer) => Buffer | undefined,
) => {
  const pieces: { bytes: Buffer | undefined; due: number }[] = []
  let kept = 0
  let lastDue = 0
  let timer: NodeJS.Timeout | undefined

  const deliver = (bytes: Buffer | undefined) => {
    if (bytes === undefined) return void to.end()
    kept -= bytes.length
    const piece = filter(bytes)
    if (piece && to.writable) to.write(piece)
  }

  const flush = () => {
    clearTimeout(timer)
    const now = Date.now()
    while (!line.held && pieces[0] && pieces[0].due <= now) deliver(pieces.shift()?.bytes)
    const [next] = pieces
    if (next && !line.held) timer = setTimeout(flush, next.due - now)
    if (kept < KEPT) from.resume()
  }

  const take = (bytes: Buffer | undefined) => {
    const { delay = 0, bytesPerSecond } = line
    const takes = bytesPerSecond && bytes ? (bytes.length / bytesPerSecond) * 1000 : 0
    lastDue = Math.max(lastDue, Date.now() + delay) + takes
    pieces.push({ bytes, due: lastDue })
    kept += bytes?.length ?? 0
    if (kept >= KEPT) from.pause()
    flush()
  }

  from.on('data', take).on('end', () => take(undefined))
  to.on('close', () => clearTimeout(timer))
  return { flush }
}
