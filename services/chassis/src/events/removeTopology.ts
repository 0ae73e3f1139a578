import { connect } from 'amqplib'
import { deadQueueOf, type Topology } from './topology'

/** Deletes the exchange and the queues of consumers with their dead letters. For tests. */
export const removeTopology = async (
  url: string,
  topology: Topology,
  consumers: readonly { queue: string }[],
): Promise<void> => {
  const connection = await connect(url)
  const channel = await connection.createChannel()
  for (const { queue } of consumers) {
    await channel.deleteQueue(topology.queueOf(queue))
    await channel.deleteQueue(deadQueueOf(topology.queueOf(queue)))
  }
  await channel.deleteExchange(topology.exchange)
  await connection.close()
}
