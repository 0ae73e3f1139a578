import { raise, stale } from '../errors/errors'

/** Refuses a write that was made for another version of the record: throws `stale`. Without an expected version (undefined or 0) anything goes. */
export const checkVersion = (actual: number, expected: number | undefined): void => {
  if (expected && expected !== actual) raise(stale(expected, actual))
}
