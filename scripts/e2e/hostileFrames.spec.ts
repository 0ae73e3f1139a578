import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { create, toBinary } from '@bufbuild/protobuf'
import { expect, test } from '@playwright/test'
import { readPrivateKey, signPrincipal } from '@rapport/chassis'
import { contract } from '@rapport/proto'
import { Principal_Kind, PrincipalSchema, Scope } from '@rapport/proto/identity'
import fc from 'fast-check'
import { readFacts } from '../stack/facts'
import { internalKeyFiles } from '../stack/secrets'
import { frame, grpcPeer, type GrpcPeer } from './attacks/grpcPeer'
import { besiege } from './attacks/siege'

const MEBIBYTE = 1024 * 1024
const seed = Number(process.env['FUZZ_SEED'] || 20_261_122)
const rounds = Number(process.env['FUZZ_FRAMES'] || 300)
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** Ends of a call that are a failure of ours. */
const failures = ['silence', '2', '2 of ours', '13 of ours', '14', '14 of ours']

const http2Frame = (type: number, flags: number, stream: number, content: Buffer, length = content.length) => {
  const head = Buffer.alloc(9)
  head.writeUIntBE(length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, content])
}

const settings = http2Frame(4, 0, 0, Buffer.alloc(0))

/** Conversations that are no HTTP/2, or no HTTP/2 that anybody should speak. */
const garbage: [string, Buffer][] = [
  ['HTTP/1.1', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
  ['noise', Buffer.alloc(MEBIBYTE, 0xa5)],
  ['noise behind the preface', Buffer.concat([preface, Buffer.alloc(MEBIBYTE, 0xa5)])],
  ['a frame larger than allowed', Buffer.concat([preface, settings, http2Frame(0, 0, 1, Buffer.alloc(0), 0xffffff)])],
  ['data for no stream', Buffer.concat([preface, settings, http2Frame(0, 0, 99, Buffer.alloc(100))])],
  ['settings without end', Buffer.concat([preface, ...Array<Buffer>(50_000).fill(settings)])],
  [
    'pings without end',
    Buffer.concat([preface, settings, ...Array<Buffer>(50_000).fill(http2Frame(6, 0, 0, Buffer.alloc(8)))]),
  ],
  [
    'headers without end',
    Buffer.concat([
      preface,
      settings,
      http2Frame(1, 0, 1, Buffer.alloc(0)),
      // Literal headers `x: aaaa…` that are not indexed.
      ...Array<Buffer>(2_000).fill(
        http2Frame(9, 0, 1, Buffer.concat([Buffer.from([0, 1, 0x78, 0x7e]), Buffer.alloc(126, 0x61)])),
      ),
    ]),
  ],
]

const mutated = (whole: Buffer): fc.Arbitrary<Buffer> =>
  fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }).map((changes) => {
    const bytes = Buffer.from(whole)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })

const attack = async (service: string, peer: GrpcPeer, token: string): Promise<void> => {
  const rpcs = contract().rpcs.filter(({ id, method }) => id.startsWith(`${service}.`) && method.methodKind === 'unary')
  const paths = rpcs.map(({ path }) => path)
  const some = paths[0] ?? ''
  const signedIn = { authorization: `Bearer ${token}` }
  const packed = { 'grpc-encoding': 'gzip' }
  const bomb = Buffer.concat(Array<Buffer>(60).fill(gzipSync(Buffer.alloc(10 * MEBIBYTE))))
  const fixed: [string, Buffer, Record<string, string>?][] = [
    ['nothing', Buffer.alloc(0)],
    ['half a prefix', Buffer.alloc(3)],
    ['a length that never comes', frame(Buffer.from('abc'), { length: 1_000 })],
    ['the largest length', frame(Buffer.from('abc'), { length: 0xffff_ffff })],
    ['a length too short', frame(Buffer.alloc(100, 1), { length: 10 })],
    ['more than may be sent', frame(Buffer.alloc(5 * MEBIBYTE))],
    ['two messages', Buffer.concat([frame(Buffer.alloc(0)), frame(Buffer.alloc(0))])],
    ['packed with nothing', frame(Buffer.from('abc'), { flag: 1 })],
    ['packed, but not', frame(Buffer.from('abc'), { flag: 1 }), packed],
    ['packed in an unknown way', frame(Buffer.from('abc'), { flag: 1 }), { 'grpc-encoding': 'zstd' }],
    ['an unknown flag', frame(Buffer.from('abc'), { flag: 7 })],
    ['a bomb', frame(bomb, { flag: 1 }), packed],
    ['groups without end', frame(Buffer.alloc(3 * MEBIBYTE, 0x0b))],
    ['a length inside that lies', frame(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07]))],
    ['a token without end', frame(Buffer.alloc(0)), { authorization: `Bearer ${'a'.repeat(60_000)}` }],
    ['headers beyond bounds', frame(Buffer.alloc(0)), { 'x-a': 'a'.repeat(200_000) }],
    ['binary headers that are none', frame(Buffer.alloc(0)), { 'x-bin': '%%%' }],
    ['a deadline that is none', frame(Buffer.alloc(0)), { 'grpc-timeout': '99999999999999H' }],
  ]
  const wrong: string[] = []
  const check = async (what: string, path: string, bytes: Buffer, headers: Record<string, string>) => {
    const status = await peer.call(path, bytes, headers)
    if (failures.includes(status)) wrong.push(`${what} to ${path}: ${status}`)
  }
  for (const [what, bytes, headers = {}] of fixed) {
    await check(what, some, bytes, headers)
    await check(what, some, bytes, { ...signedIn, ...headers })
  }
  const anyFrame = fc.constantFrom(...rpcs).chain(({ path, input }) => {
    const whole = frame(Buffer.concat([Buffer.from(toBinary(input, create(input))), Buffer.from('\n\u0003abc')]))
    return fc.record({
      path: fc.constant(path),
      bytes: fc.oneof(
        mutated(whole),
        fc.uint8Array({ maxLength: 300 }).map((bytes) => frame(Buffer.from(bytes))),
      ),
      isKnown: fc.boolean(),
    })
  })
  for (const { path, bytes, isKnown } of fc.sample(anyFrame, { seed, numRuns: rounds }))
    await check(`${bytes.toString('hex')}, replay with FUZZ_SEED=${seed},`, path, bytes, isKnown ? signedIn : {})
  await check('an unknown rpc', `/rapport.${service}.v1.NoService/${randomUUID()}`, frame(Buffer.alloc(0)), signedIn)
  for (const [, bytes] of garbage) await peer.say(bytes)
  await peer.resetRapidly(some, 5_000)
  expect(wrong).toEqual([])
}

test('frames that no client of ours would send are refused, and harm nobody', async () => {
  test.setTimeout(120_000)
  const dir = process.env['RAPPORT_DIR'] ?? ''
  const { services = {} } = readFacts(dir)?.ports ?? {}
  const key = await readPrivateKey(internalKeyFiles(dir).privateKeyFile)
  // Of a company that does not exist, so that nothing of another one changes.
  const somebody = create(PrincipalSchema, {
    tenantId: 999_999_999,
    actorId: randomUUID(),
    kind: Principal_Kind.USER,
    permissions: contract().permissions,
    scopes: Object.fromEntries(contract().permissions.map((one) => [one.split('.', 2).join('.'), Scope.ALL])),
  })
  const token = await signPrincipal(key, somebody, { expiresInSeconds: 120 })
  await besiege(async () => {
    for (const [service, { grpc }] of Object.entries(services)) {
      const peer = grpcPeer(grpc)
      await attack(service, peer, token)
      peer.close()
    }
  })
})
