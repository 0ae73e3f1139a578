import type { Logger } from 'pino'

/** A part of a service that is to be stopped. */
export interface Stoppable {
  readonly name: string
  readonly stop: () => unknown
}

/** Stops parts one after the other; a part that fails to stop is logged and does not keep the others from stopping. */
export const stopAll = async (parts: readonly Stoppable[], log: Logger): Promise<void> => {
  for (const { name, stop } of parts) {
    try {
      await stop()
    } catch (err) {
      log.error({ err }, `${name} did not stop cleanly`)
    }
  }
}
