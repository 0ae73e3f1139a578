import { asWritten, mobileNumber, numberAbroad } from './phones'
import type { Random } from './random'
import { unique } from './unique'
import type { City } from './words/places'
import { english, givenNames, surnames, titles } from './words/people'

/** A person at a customer. */
export interface DemoContact {
  name: string
  title: string
  phone: string
  email: string
  wechat: string
}

const CHINESE_EMAIL_SHARE = 0.6

/** A Chinese person with a mobile number that nobody in `phones` has. */
export const chinesePerson = (random: Random, domain: string, phones: Set<string>): DemoContact => {
  const surname = random.pick(surnames)
  const given = random.pick(givenNames)
  const mobile = unique(phones, () => mobileNumber(random))
  const spelt = `${given.pinyin}.${surname.pinyin}`
  return {
    name: surname.zh + given.zh,
    title: random.pick(titles),
    phone: asWritten(mobile, random),
    email: random.chance(CHINESE_EMAIL_SHARE) ? `${spelt}@${domain}` : '',
    wechat: random.chance(0.5) ? random.pick([mobile, `${surname.pinyin}_${given.pinyin}${random.digits(3)}`]) : '',
  }
}

/** A person who writes in English. */
export const englishPerson = (random: Random, city: City, domain: string, phones: Set<string>): DemoContact => {
  const first = random.pick(english.first)
  const last = random.pick(english.last)
  return {
    name: `${first} ${last}`,
    title: random.pick(english.titles),
    phone: unique(phones, () => numberAbroad(city, random)),
    email: `${first}.${last}@${domain}`.toLowerCase(),
    wechat: '',
  }
}
