import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Trouble } from '../stack/say'
import { namesOf } from './names'
import { protoFiles } from './protoFiles'
import { register } from './register'
import { serviceFiles } from './serviceFiles'

/**
 * Writes a new service in the shape of all others, with one resource that can be read, and registers it.
 * @param root folder of the project
 * @param resource the first resource, like emailCampaign
 * @returns the paths of the files written
 * @throws Trouble when a name is unfit or the service exists
 */
export const newService = (root: string, service: string, resource?: string): string[] => {
  const names = namesOf(service, resource)
  if (existsSync(join(root, 'services', service))) throw new Trouble(`there is a service ${service} already`)
  const files = { ...protoFiles(names), ...serviceFiles(names) }
  register(root, service)
  for (const [file, content] of Object.entries(files)) {
    const path = join(root, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return Object.keys(files)
}
