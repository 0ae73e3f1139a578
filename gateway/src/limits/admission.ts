/** Decides whether another request may come in, and whether it may be worked on at once. */
export interface AdmissionGate {
  readonly admits: () => boolean
  /** Whether another one may be worked on beside so many. */
  readonly hasRoom: (running: number) => boolean
  readonly enter: () => void
  readonly leave: () => void
  /** As leave, for a request that was not finished. */
  readonly stepAside: () => void
  /** Takes in what was finished in the `elapsed` ms since the last sample. */
  readonly sample: (elapsed: number) => void
  /** Requests that are in: worked on, or waiting for that. */
  readonly open: () => number
}

/** A request that would have to wait longer than this, in seconds, is refused at once: an answer after 2 s comes too late. */
const LONGEST_WAIT = 1
/** So few requests are never too many, and more are always too many. */
const FEWEST = 256
const MOST = 2500
/** A crowd of this size that comes at once may come in: it is gone before anybody has waited too long ... */
const CROWD = 1024
/** ... unless requests have had to wait for so many ms already. */
const CROWDED = 2000
/** So many are worked on at the same time; more would make none faster, only each slower. */
const AT_ONCE = 32
const WEIGHT = 0.3
/** What the services could do is forgotten by half in some 3 samples in which they do less than they are asked. */
const FORGET = 0.8
/** Where less than this part of it is done, somebody is away rather than overloaded ... */
const STALLED = 0.2
/** ... when that lasts for so many samples. */
const PATIENT = 4

/**
 * Whether another request can be answered in time, by Little's law: those that are in, divided by how many the services have
 * lately been able to finish a second, is the time that it would wait. How many they can is seen only while requests wait;
 * that nobody asks tells nothing. When hardly anything is finished although requests wait, a database moves or a service
 * restarts: then more may wait, up to a bound, and gradually more are begun, for not all of them need who is away.
 */
export const admissionGate = (): AdmissionGate => {
  let open = 0
  let finished = 0
  let perSecond = 0
  let capacity = 0
  /** Samples for which hardly anything has been finished. */
  let still = 0
  /** Ms for which requests have had to wait. */
  let crowded = 0
  const isStalled = () => still >= PATIENT
  const mostIn = () => {
    if (isStalled()) return MOST
    return Math.min(MOST, Math.max(crowded < CROWDED ? CROWD : FEWEST, capacity * LONGEST_WAIT))
  }
  return {
    admits: () => open < mostIn(),
    hasRoom: (running) => running < AT_ONCE * Math.max(1, still - PATIENT),
    enter: () => void open++,
    leave: () => {
      open--
      finished++
    },
    stepAside: () => void open--,
    sample: (elapsed) => {
      const rate = (finished * 1000) / elapsed
      const isAskedMore = open >= AT_ONCE
      finished = 0
      crowded = isAskedMore ? crowded + elapsed : 0
      perSecond += WEIGHT * (rate - perSecond)
      still = isAskedMore && rate < capacity * STALLED ? still + 1 : 0
      capacity = Math.max(perSecond, isAskedMore && still === 0 ? capacity * FORGET : capacity)
    },
    open: () => open,
  }
}
