import type { Random } from './random'
import type { City, Place } from './words/places'

const MOBILE_PREFIXES = [
  '134',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '158',
  '159',
  '177',
  '186',
  '187',
  '189',
]

/** A Chinese mobile number, 11 digits; made up. */
export const mobileNumber = (random: Random): string => random.pick(MOBILE_PREFIXES) + random.digits(8)

/** A landline number of a place with its area code, `021-58623047`; made up. */
export const landlineNumber = ({ areaCode, numberLength }: Place, random: Random): string =>
  `${areaCode}-${random.integer(2, 8)}${random.digits(numberLength)}`

const numbersAbroad: Readonly<Record<City, (random: Random) => string>> = {
  // Kept for films.
  London: (random) => `+44 7700 900${random.digits(3)}`,
  'New York': (random) => `+1 212-555-01${random.digits(2)}`,
  'Hong Kong': (random) => `+852 6${random.digits(3)} ${random.digits(4)}`,
  Singapore: (random) => `+65 8${random.digits(3)} ${random.digits(4)}`,
}

/** A number in a city abroad; made up. */
export const numberAbroad = (city: City, random: Random): string => numbersAbroad[city](random)

/** A mobile number as people write it into lists: plain, in groups, with the country code. */
export const asWritten = (mobile: string, random: Random): string => {
  const groups = [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)]
  return random.pick([mobile, mobile, groups.join(' '), groups.join('-'), `+86 ${mobile}`])
}
