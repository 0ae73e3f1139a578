import { contract } from '@rapport/proto'
import { ImportService } from '@rapport/proto/customer'
import { conflict, type RapportError } from '../errors/errors'
import { anActor } from '../testing/anActor'
import { testServer, type TestServer } from '../testing/testServer'
import { implement } from './implement'

const id = '0198c0de-0000-7000-8000-000000000001'
const nothing = async () => ({})

let released = false
const imports = implement(ImportService, {
  listImports: nothing,
  getImport: nothing,
  startImport: nothing,
  cancelImport: nothing,
  uploadImport: async (requests) => {
    let size = 0
    for await (const { part } of requests) {
      if (part.case === 'chunk') size += part.value.byteLength
      if (size > 10_000_000) throw conflict('account_duplicate', { name: 'too much' })
    }
    return { fileName: `${size} bytes` }
  },
  downloadErrorFile: async function* () {
    yield { data: new Uint8Array([1]) }
    throw conflict('account_duplicate', { name: 'row 2' })
  },
  downloadTemplate: async function* () {
    try {
      for (;;) yield { data: new Uint8Array(100_000) }
    } finally {
      released = true
    }
  },
})

let server: TestServer
let token: string

beforeAll(async () => {
  server = await testServer([imports])
  token = await server.tokenFor(anActor({ permissions: contract().permissions }))
})

afterAll(() => server.stop())

const client = () => server.clients.client(ImportService)
const failure = (expected: Partial<RapportError>): unknown => expect.objectContaining(expected)

describe('streams', () => {
  async function* chunks(count: number, size: number) {
    for (let index = 0; index < count; index++) {
      yield { part: { case: 'chunk' as const, value: new Uint8Array(size) } }
    }
  }

  it('to the service arrive whole', async () => {
    expect(await client().uploadImport(chunks(50, 60_000), { token })).toMatchObject({ fileName: '3000000 bytes' })
  })

  it('to the service end when it has heard enough', async () => {
    await expect(client().uploadImport(chunks(1_000_000, 60_000), { token })).rejects.toEqual(
      failure({ kind: 'conflict', params: { name: 'too much' } }),
    )
  })

  it('that cannot be read on end the call with that failure', async () => {
    async function* broken() {
      yield* chunks(1, 1)
      throw new Error('the disk is gone')
    }
    await expect(client().uploadImport(broken(), { token })).rejects.toThrow('the disk is gone')
  })

  it('from the service end with the failure of the handler', async () => {
    const seen: number[] = []
    const read = async () => {
      for await (const { data } of client().downloadErrorFile({ id }, { token })) seen.push(data.byteLength)
    }
    await expect(read()).rejects.toEqual(failure({ kind: 'conflict', params: { name: 'row 2' } }))
    expect(seen).toEqual([1])
  })

  it('from the service stop when nobody reads on', async () => {
    for await (const { data } of client().downloadTemplate({}, { token })) {
      expect(data.byteLength).toBe(100_000)
      break
    }
    while (!released) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(released).toBe(true)
  })
})
