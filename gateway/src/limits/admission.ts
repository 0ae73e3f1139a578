import { unavailable } from '@rapport/chassis'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { Counter, Gauge } from 'prom-client'
import { sendProblem } from '../http/sendProblem'

/** A request that would have to wait longer than this, in seconds, is refused at once. */
const LONGEST_WAIT = 1.8
/** So few requests under way are never too many. */
const ALWAYS = 100
const SAMPLE = 250
const WEIGHT = 0.3

const refused = new Counter({ name: 'rapport_http_shed_total', help: 'Requests refused because too many were under way' })
const underWay = new Gauge({ name: 'rapport_http_under_way', help: 'Requests under way' })

/**
 * Whether another request can be answered in time, by Little's law: as many as are under way, divided by as many as were
 * finished a second lately, is the time that it would wait.
 */
export const admissionGate = () => {
  let open = 0
  let finished = 0
  let perSecond = 0
  const sample = (elapsed = SAMPLE) => {
    const now = (finished * 1000) / elapsed
    perSecond = perSecond === 0 ? now : perSecond + WEIGHT * (now - perSecond)
    finished = 0
  }
  return {
    admits: (): boolean => open < ALWAYS || perSecond === 0 || open / perSecond <= LONGEST_WAIT,
    enter: (): void => {
      open++
    },
    leave: (): void => {
      open--
      finished++
    },
    sample,
    open: () => open,
  }
}

/** Refuses requests (503 with Retry-After) before queues grow; the rest is answered as fast as ever. */
export const admission = (): { handler: RequestHandler; stop: () => void } => {
  const gate = admissionGate()
  const timer = setInterval(() => {
    gate.sample()
    underWay.set(gate.open())
  }, SAMPLE)
  const handler = (_: Request, response: Response, next: NextFunction) => {
    if (!gate.admits()) {
      refused.inc()
      sendProblem(response, unavailable('overloaded', 2))
      return
    }
    gate.enter()
    response.once('close', gate.leave)
    next()
  }
  return { handler, stop: () => clearInterval(timer) }
}
