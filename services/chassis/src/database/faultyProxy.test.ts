import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { aFaultyProxy, type FaultyProxy } from './faultyProxy'

let echo: Server
let proxy: FaultyProxy
beforeAll(async () => {
  echo = createServer((socket) => socket.pipe(socket).on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await aFaultyProxy(`127.0.0.1:${(echo.address() as AddressInfo).port}`)
})
afterAll(async () => {
  await proxy.stop()
  echo.close()
})
afterEach(() => proxy.heal())

const through = async (): Promise<Socket> => {
  const [host = '', port] = proxy.address.split(':')
  const socket = connect({ host, port: Number(port) })
  await once(socket, 'connect')
  return socket
}

const everything = async (socket: Socket): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of socket as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

describe('the faulty proxy', () => {
  it('loses and overtakes nothing, however late, slow or held back it is', async () => {
    const socket = await through()
    const answer = everything(socket)
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index} ${'.'.repeat(1000)}\n`)
    const moods: (() => unknown)[] = [
      () => proxy.slow({ delay: 20 }),
      () => proxy.swallow(),
      () => proxy.slow({ bytesPerSecond: 200_000 }),
      () => proxy.heal(),
    ]
    for (const [index, line] of lines.entries()) {
      await moods[index % moods.length]?.()
      socket.write(line)
      await sleep(1)
    }
    socket.end()
    await proxy.heal()
    expect(await answer).toBe(lines.join(''))
  })

  it('keeps a connection open that it holds back, and delivers when it is healed', async () => {
    const socket = await through()
    let came = ''
    socket.on('data', (bytes: Buffer) => (came += bytes.toString()))
    proxy.swallow()
    socket.write('held')
    await sleep(100)
    expect(came).toBe('')
    const delivered = once(socket, 'data')
    await proxy.heal()
    await delivered
    expect(came).toBe('held')
    socket.destroy()
  })

  it('resets what it cuts, and refuses what comes until it is healed', async () => {
    const socket = await through()
    const ended = once(socket, 'error')
    await proxy.refuse()
    expect(await ended).toMatchObject([{ code: 'ECONNRESET' }])
    await expect(through()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.heal()
    const again = await through()
    again.write('back')
    expect(String((await once(again, 'data'))[0])).toBe('back')
    again.destroy()
  })
})
