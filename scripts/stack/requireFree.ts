import { ownerOf } from './portOwner'
import { isFree, type Port } from './ports'
import { Trouble } from './say'

const sentence = ({ port, use, variable }: Port): string => {
  const owner = ownerOf(port)
  return `port ${port}, meant for ${use}, is taken${owner ? ` by ${owner}` : ''}: stop that, or choose another with ${variable}=<port>`
}

/** @throws Trouble with one sentence for each of these ports that somebody else listens on */
export const requireFree = async (ports: Port[]): Promise<void> => {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)))
  const taken = ports.filter((_, index) => !free[index])
  if (taken.length > 0) throw new Trouble(taken.map(sentence).join('\n'))
}
