import { timestampDate, timestampFromDate, type Timestamp } from '@bufbuild/protobuf/wkt'

/** A time as the contract writes it; absent stays absent. */
export const toTimestamp = (date: Date | null | undefined): Timestamp | undefined =>
  date ? timestampFromDate(date) : undefined

/** A time of the contract as a Date in whole milliseconds; absent stays absent. */
export const toDate = (timestamp: Timestamp | null | undefined): Date | undefined =>
  timestamp ? timestampDate(timestamp) : undefined
