import { connect, type Socket } from 'node:net'

interface Answer {
  /** 0 when there was none. */
  status: number
  /** Seconds after which to ask again, if the answer says so. */
  retryAfter?: number
}

/** One connection that is kept open. */
export interface HttpConnection {
  open: () => Promise<void>
  /** Sends the text of a request; one at a time. */
  send: (request: string) => Promise<Answer>
  close: () => void
}

const PATIENCE = 10_000
const HEAD_END = '\r\n\r\n'
const NONE: Answer = { status: 0 }

const header = (head: string, name: string): string | undefined =>
  new RegExp(`\r\n${name}: *([^\r]*)`, 'i').exec(head)?.[1]

// A JSON text holds no line break as it is, so the last chunk is known by its own.
const isWhole = (head: string, body: string): boolean => {
  const length = header(head, 'content-length')
  return length === undefined ? body.endsWith(`0${HEAD_END}`) : body.length >= Number(length)
}

const answerIn = (text: string): Answer | undefined => {
  const end = text.indexOf(HEAD_END)
  if (end < 0) return undefined
  const head = text.slice(0, end)
  if (!isWhole(head, text.slice(end + HEAD_END.length))) return undefined
  const retryAfter = header(head, 'retry-after')
  return { status: Number(head.slice(9, 12)), ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }) }
}

/**
 * Speaks as much HTTP as a load generator needs, at a tenth of what node:http costs: on a machine of two processors the
 * generator would otherwise be what is measured. Reads answers with a length, or chunked JSON.
 */
export const httpConnection = (port: number): HttpConnection => {
  let socket: Socket | undefined
  let received = ''
  let answered: ((answer: Answer) => void) | undefined

  const finish = (answer: Answer) => {
    const tell = answered
    answered = undefined
    received = ''
    tell?.(answer)
  }
  const opened = (): Socket => {
    const own = connect({ host: '127.0.0.1', port, noDelay: true }).setEncoding('latin1').setTimeout(PATIENCE)
    own.on('data', (data: string) => {
      received += data
      const answer = answerIn(received)
      if (answer) finish(answer)
    })
    own.on('timeout', () => answered && own.destroy())
    own.on('error', () => own.destroy())
    own.on('close', () => {
      if (socket !== own) return
      socket = undefined
      finish(NONE)
    })
    return own
  }

  return {
    open: () =>
      new Promise((done) => {
        socket = opened()
        socket.once('connect', done).once('close', () => done())
      }),
    send: (request) =>
      new Promise((done) => {
        answered = done
        socket ??= opened()
        socket.write(request)
      }),
    close: () => {
      socket?.destroy()
    },
  }
}
