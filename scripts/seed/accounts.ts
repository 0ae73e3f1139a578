import { creditCodeIn } from './creditCode'
import { chinesePerson, englishPerson, type DemoContact } from './people'
import { landlineNumber, mobileNumber, numberAbroad } from './phones'
import type { Random } from './random'
import { unique } from './unique'
import { brands, buildings, commonTags, english, industries, remarks, sources, suffixes } from './words/companies'
import { givenNames, surnames } from './words/people'
import { cities, type Place } from './words/places'

/** A customer of the demo company, in the words of an import file. */
export interface DemoAccount {
  name: string
  kind: 'COMPANY' | 'PERSON'
  shortName: string
  creditCode: string
  level: '' | 'A' | 'B' | 'C' | 'D'
  industry: string
  region: string
  address: string
  phone: string
  email: string
  website: string
  source: string
  tags: string[]
  remark: string
  contacts: DemoContact[]
}

/** What of the accounts so far may not occur again. */
export interface Taken {
  names: Set<string>
  domains: Set<string>
  phones: Set<string>
}

/** Nothing is taken yet. */
export const nothingTaken = (): Taken => ({ names: new Set(), domains: new Set(), phones: new Set() })

const LEVELS = ['A', 'B', 'B', 'C', 'C', 'C', 'D', ''] as const

const some = <T>(value: T, none: T, share: number, random: Random): T => (random.chance(share) ? value : none)

const contactsOf = (random: Random, person: () => DemoContact): DemoContact[] =>
  Array.from({ length: random.pick([0, 1, 1, 1, 1, 2, 2, 3]) }, person)

/** A Chinese company at one of the places. */
export const chineseCompany = (places: readonly Place[], taken: Taken, random: Random): DemoAccount => {
  const place = random.pick(places)
  const { industry, words, tags } = random.pick(industries)
  let brand = random.pick(brands)
  const name = unique(taken.names, () => {
    brand = random.pick(brands)
    return `${place.city}${brand.zh}${random.pick(words)}${random.pick(suffixes)}`
  })
  const domain = unique(taken.domains, () => {
    const number = taken.domains.has(`${brand.pinyin}-${place.pinyin}.example`) ? random.integer(2, 999) : ''
    return `${brand.pinyin}-${place.pinyin}${number}.example`
  })
  const street = `${random.pick(place.streets)}${random.integer(1, 1899)}号`
  const office = `${random.pick(brands).zh}${random.pick(buildings)}${random.integer(2, 28)}层${random.integer(1, 20)}室`
  return {
    name,
    kind: 'COMPANY',
    shortName: some(place.city + brand.zh, '', 0.4, random),
    creditCode: some(creditCodeIn(place.code, random), '', 0.85, random),
    level: random.pick(LEVELS),
    industry,
    region: place.region,
    address: some(`${place.region}${street}${office}`, `${place.region}${street}`, 0.5, random),
    phone: some(
      unique(taken.phones, () => landlineNumber(place, random)),
      '',
      0.7,
      random,
    ),
    email: some(`info@${domain}`, '', 0.4, random),
    website: some(`https://www.${domain}`, '', 0.3, random),
    source: random.pick(sources),
    tags: [
      ...new Set([...some([random.pick(tags)], [], 0.5, random), ...some([random.pick(commonTags)], [], 0.5, random)]),
    ],
    remark: some(random.pick(remarks), '', 0.25, random),
    contacts: contactsOf(random, () => chinesePerson(random, domain, taken.phones)),
  }
}

/** A company that writes in English. */
export const englishCompany = (taken: Taken, random: Random): DemoAccount => {
  let [first, second]: [string, string] = ['', '']
  const domain = unique(taken.domains, () => {
    ;[first, second] = [random.pick(english.first), random.pick(english.second)]
    return `${first}-${second}.example`.replaceAll(' ', '').toLowerCase()
  })
  const name = unique(taken.names, () => `${first} ${second} ${random.pick(english.suffix)}`)
  const city = random.pick(cities)
  return {
    ...{ name, kind: 'COMPANY', shortName: first, creditCode: '', level: random.pick(LEVELS) },
    ...{ industry: english.industries[second] ?? '', region: city, address: '' },
    phone: unique(taken.phones, () => numberAbroad(city, random)),
    email: some(`office@${domain}`, '', 0.5, random),
    website: `https://${domain}`,
    source: random.pick(english.sources),
    tags: some([random.pick(english.tags)], [], 0.7, random),
    remark: some(random.pick(english.remarks), '', 0.4, random),
    contacts: contactsOf(random, () => englishPerson(random, city, domain, taken.phones)),
  }
}

/** A private customer, who has no contacts but is one. */
export const privatePerson = (places: readonly Place[], taken: Taken, random: Random): DemoAccount => {
  const place = random.pick(places)
  const surname = random.pick(surnames)
  const given = random.pick(givenNames)
  return {
    ...{ name: surname.zh + given.zh, kind: 'PERSON', shortName: '', creditCode: '', level: random.pick(LEVELS) },
    ...{ industry: '', region: place.region, address: `${place.region}${random.pick(place.streets)}` },
    phone: unique(taken.phones, () => mobileNumber(random)),
    ...{
      email: '',
      website: '',
      source: random.pick(sources),
      tags: [random.pick(commonTags)],
      remark: '',
      contacts: [],
    },
  }
}
