import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const LISTENING = '0A'

const inodesListeningAt = (port: number): Set<string> => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) =>
    readFileSync(path, 'utf8').trim().split('\n').slice(1),
  )
  return new Set(
    rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${wanted}`) && state === LISTENING)
      .map((columns) => columns[9] ?? ''),
  )
}

const holds = (pid: string, inodes: Set<string>): boolean => {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`)
      return target.startsWith('socket:[') && inodes.has(target.slice('socket:['.length, -1))
    })
  } catch {
    return false // another user's process, or gone meanwhile
  }
}

/** Who listens on a TCP port, as "name (pid 123)", where the system lets us see it. */
export const ownerOf = (port: number): string | undefined => {
  try {
    const inodes = inodesListeningAt(port)
    const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holds(entry, inodes))
    return pid && `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (pid ${pid})`
  } catch {
    return undefined // no /proc on this system
  }
}
