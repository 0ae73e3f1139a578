import { Client, credentials } from '@grpc/grpc-js'

const mebibyte = 1024 * 1024

const options = {
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
  'grpc.max_receive_message_length': 16 * mebibyte,
  'grpc.max_send_message_length': 4 * mebibyte,
  // A peer that is frozen or behind a dead cable answers no ping: its connection ends and the others take over.
  'grpc.keepalive_time_ms': 4_000,
  'grpc.keepalive_timeout_ms': 3_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.dns_min_time_between_resolutions_ms': 2_000,
  'grpc.enable_channelz': 0,
} as const

/** A channel to all instances behind `target` (`dns:///customer:50051`), calls spread over them in turn. Connects with the first call. */
export const openChannel = (target: string): Client => new Client(target, credentials.createInsecure(), options)
