import type { Stack } from '../../stack/startStack'
import type { StartMissing } from '../benchStack'
import type { System } from '../System'

/** One line of the page. */
export interface Figure {
  figure: string
  measured: string
  /** Empty where nothing is asked for. */
  wanted: string
  /** Undefined where nothing is asked for. */
  reached?: boolean
}

/** What a trial works on. */
export interface Ground {
  stack: Stack
  product: System
  startMissing: StartMissing
  /** So many seconds or things where the whole trial has `whole`. */
  scaled: (whole: number) => number
}

/** A measurement of the product alone. */
export type Trial = (ground: Ground) => Promise<Figure[]>

/** A figure that is to be at most, or at least, as wanted. */
export const judged = (
  figure: string,
  measured: number,
  [bound, wanted]: ['<=' | '>=', number],
  told: (value: number) => string = (value) => value.toFixed(0),
): Figure => ({
  figure,
  measured: told(measured),
  wanted: `${bound} ${told(wanted)}`,
  reached: bound === '<=' ? measured <= wanted : measured >= wanted,
})

/** A time as figures tell it. */
export const inMs = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`

/** A share as figures tell it. */
export const inPercent = (value: number): string => `${(value * 100).toFixed(2).replace(/\.?0+$/, '')} %`
