/** Decides whether another request may come in. */
export interface AdmissionGate {
  readonly admits: () => boolean
  readonly enter: () => void
  readonly leave: () => void
  /** Takes in what was finished in the `elapsed` ms since the last sample. */
  readonly sample: (elapsed: number) => void
  /** Requests under way. */
  readonly open: () => number
}

/** A request that would have to wait longer than this, in seconds, is refused at once. */
const LONGEST_WAIT = 1.8
/** So few requests under way are never too many, and more are always too many. */
const FEWEST = 512
const MOST = 2500
const WEIGHT = 0.3
/** What the services can do is forgotten by half in some 30 samples. */
const FORGET = 0.977
/** Where less than this part of it is done, somebody is away rather than overloaded. */
const STALLED = 0.2

/**
 * Whether another request can be answered in time, by Little's law: those under way, divided by how many the services have
 * lately been able to finish a second, is the time that it would wait. When hardly anything is finished any more, a
 * database moves or a service restarts: then requests wait for it, up to a bound.
 */
export const admissionGate = (): AdmissionGate => {
  let open = 0
  let finished = 0
  let perSecond = 0
  let capacity = 0
  const isStalled = () => perSecond < capacity * STALLED
  return {
    admits: () => open < FEWEST || (open < MOST && (isStalled() || open <= capacity * LONGEST_WAIT)),
    enter: () => void open++,
    leave: () => {
      open--
      finished++
    },
    sample: (elapsed) => {
      perSecond += WEIGHT * ((finished * 1000) / elapsed - perSecond)
      capacity = Math.max(perSecond, capacity * FORGET)
      finished = 0
    },
    open: () => open,
  }
}
