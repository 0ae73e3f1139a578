import { Trouble } from '../stack/say'

/** A service and its first resource, in every spelling that its files need. */
export type Names = {
  /** marketing */
  service: string
  /** Marketing */
  Service: string
  /** emailCampaign */
  resource: string
  /** EmailCampaign */
  Resource: string
  /** email_campaign */
  snake: string
  /** emailCampaigns */
  plural: string
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const pluralOf = (word: string) =>
  /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`

/**
 * Spells the names of a new service and its first resource.
 * @throws Trouble when one of them cannot be a name
 */
export const namesOf = (service: string, resource = `${service}Item`): Names => {
  if (!/^[a-z][a-z0-9]{1,19}$/.test(service) || service === 'chassis') {
    throw new Trouble(`a service's name is one word of 2 to 20 small letters and digits, not "${service}"`)
  }
  if (!/^[a-z][a-zA-Z0-9]{1,29}$/.test(resource)) {
    throw new Trouble(`a resource's name is written like emailCampaign, not "${resource}"`)
  }
  return {
    service,
    Service: capital(service),
    resource,
    Resource: capital(resource),
    snake: resource.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    plural: pluralOf(resource),
  }
}

/** Name of the resource's table: email_campaigns. */
export const tableOf = ({ plural }: Names): string => plural.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
