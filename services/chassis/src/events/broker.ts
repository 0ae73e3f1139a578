import { connect, type ChannelModel, type ConfirmChannel, type RecoveringChannelModel } from 'amqplib'
import type { Logger } from 'pino'
import type { Channel } from './channel'

/** Seconds between heartbeats: a connection that swallows everything is noticed within three of them. */
const HEARTBEAT = 5
const CONNECT_TIMEOUT = 5_000
const REOPEN_AFTER = { first: 200, longest: 10_000 }

/** Work that needs a channel as long as there is a broker. */
interface ChannelUser {
  readonly name: string
  /** Called with every new channel, with publisher confirms: declares what it needs and begins. */
  readonly use: (channel: Channel) => Promise<void>
  /** The channel is gone; nothing that was sent on it may be expected any more. */
  readonly lost: () => void
}

/** A connection to the broker that comes back by itself, with its channels. */
export interface Broker {
  /** Gives `user` a channel now and again after every loss, of the connection or of the channel alone. Returns how to end that. */
  readonly keep: (user: ChannelUser) => () => Promise<void>
  readonly connected: () => boolean
  readonly stop: () => Promise<void>
}

const withHeartbeat = (url: string): string => {
  const address = new URL(url)
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(HEARTBEAT))
  return address.toString()
}

interface Kept {
  readonly user: ChannelUser
  channel: ConfirmChannel | undefined
  failures: number
  timer: NodeJS.Timeout | undefined
  ended: boolean
}

/**
 * Connects to the broker, by itself for ever, with growing pauses up to 2 s.
 * @param onState called when the connection comes and goes
 */
export const connectBroker = (
  url: string,
  log: Logger,
  onState: (connected: boolean) => void = () => undefined,
): Broker => {
  const keeps = new Set<Kept>()
  let model: ChannelModel | undefined
  let recovering: RecoveringChannelModel | undefined
  let stopped = false

  const reopen = (kept: Kept) => {
    if (kept.ended || kept.timer || !model) return
    const wait = Math.min(REOPEN_AFTER.longest, REOPEN_AFTER.first * 2 ** kept.failures++)
    kept.timer = setTimeout(() => {
      kept.timer = undefined
      void open(kept)
    }, wait)
  }

  const open = async (kept: Kept): Promise<void> => {
    const on = model
    if (!on || kept.ended || kept.channel) return
    let channel: ConfirmChannel | undefined
    try {
      channel = await on.createConfirmChannel()
      const opened = channel
      opened.on('error', (error: Error) =>
        log.warn({ channel: kept.user.name, err: error }, 'a channel of the broker failed'),
      )
      opened.once('close', () => {
        if (kept.channel !== opened) return
        kept.channel = undefined
        kept.user.lost()
        reopen(kept)
      })
      kept.channel = opened
      await kept.user.use(opened)
      kept.failures = 0
    } catch (error) {
      log.warn({ channel: kept.user.name, err: error }, 'a channel of the broker could not be set up')
      if (kept.channel === channel) kept.channel = undefined
      await channel?.close().catch(() => undefined) // it may be closed already, which is what we want
      reopen(kept)
    }
  }

  const onConnect = (connected: ChannelModel) => {
    model = connected
    onState(true)
    for (const kept of keeps) void open(kept)
  }

  const onDisconnect = (error: Error | undefined) => {
    model = undefined
    if (!stopped) log.warn({ err: error }, 'the broker is away')
    onState(false)
    for (const kept of keeps) {
      clearTimeout(kept.timer)
      kept.timer = undefined
      kept.failures = 0
      const had = kept.channel
      kept.channel = undefined
      if (had) kept.user.lost()
    }
  }

  const begin = async () => {
    recovering = await connect(withHeartbeat(url), {
      noDelay: true,
      keepAlive: true,
      timeout: CONNECT_TIMEOUT,
      recovery: { initialDelay: 100, maxDelay: 2_000, factor: 2, waitForConnect: false },
    })
    recovering.on('connect', onConnect)
    recovering.on('disconnect', onDisconnect)
    recovering.on('connect-failed', (error: Error) => log.debug({ err: error }, 'no connection to the broker yet'))
    recovering.on('error', (error: Error) => log.debug({ err: error }, 'the connection to the broker failed'))
    recovering.on('handler-error', (error: Error) =>
      log.error({ err: error }, 'a handler of the broker connection failed'),
    )
  }
  const begun = begin()

  return {
    connected: () => model !== undefined,
    keep: (user) => {
      const kept: Kept = { user, channel: undefined, failures: 0, timer: undefined, ended: false }
      keeps.add(kept)
      void open(kept)
      return async () => {
        kept.ended = true
        keeps.delete(kept)
        clearTimeout(kept.timer)
        const channel = kept.channel
        kept.channel = undefined
        await channel?.close().catch(() => undefined) // closed with its connection meanwhile
      }
    },
    stop: async () => {
      stopped = true
      await begun
      await Promise.race([recovering?.close(), new Promise((done) => setTimeout(done, 1000).unref())])
    },
  }
}
