import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaOf, upperSnake } from '../stack/services'

type Edit = { file: string; before: RegExp; insert: string }

const composeBlock = (service: string) => `  ${service}:
    <<: *part
    command: [node, services/${service}/dist/main.js]
    environment:
      <<: *environment
      GRPC_PORT: '50051'
      DATABASE_HOSTS: database:3306
      DATABASE_NAME: ${schemaOf(service)}
      DATABASE_USER: ${schemaOf(service)}
      DATABASE_PASSWORD_FILE: /run/secrets/database-${service}
    secrets: [broker-url, internal-public.pem, database-${service}]
    depends_on: *backends

`

const edits = (service: string): Edit[] => [
  { file: 'scripts/stack/services.ts', before: /^\}/m, insert: `  ${service}: {},\n` },
  {
    file: 'deploy/compose.yaml',
    before: /^\nx-backends:/m,
    insert: `  ${upperSnake(service)}_TARGET: ${service}:50051\n`,
  },
  { file: 'deploy/compose.yaml', before: /\](?=\n {4}volumes:\n {6}- database:)/, insert: `, database-${service}` },
  { file: 'deploy/compose.yaml', before: /^ {2}gateway:\n/m, insert: composeBlock(service) },
  {
    file: 'deploy/compose.yaml',
    before: /^ {2}broker-url: \{ file/m,
    insert: `  database-${service}: { file: ../.local/compose/secrets/database-${service} }\n`,
  },
]

type Projects = { references: { path: string }[] }

const withProject = (text: string, service: string): string => {
  const { references, ...rest } = JSON.parse(text) as Projects
  const path = `services/${service}`
  const place = references.findIndex((project) => project.path === 'gateway')
  return `${JSON.stringify({ ...rest, references: references.toSpliced(place, 0, { path }) }, null, 2)}\n`
}

/**
 * Adds a service to every list that names the services: the compiler's projects, the local stack, the composition.
 * @throws Error naming the file whose shape is not what is expected, before anything was written
 */
export const register = (root: string, service: string): void => {
  const projects = 'tsconfig.json'
  const texts = new Map([[projects, withProject(readFileSync(join(root, projects), 'utf8'), service)]])
  for (const { file, before, insert } of edits(service)) {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
    const place = before.exec(text)
    if (!place) throw new Error(`${file}: found no place for the new service`)
    texts.set(file, text.slice(0, place.index) + insert + text.slice(place.index))
  }
  for (const [file, text] of texts) writeFileSync(join(root, file), text)
}
