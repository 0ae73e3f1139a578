/** Names of what travels beside a message, on the way there and back. */
export const metadataKeys = {
  authorization: 'authorization',
  requestId: 'x-request-id',
  locale: 'accept-language',
  idempotencyKey: 'idempotency-key',
  channel: 'x-channel',
  ip: 'x-forwarded-for',
  userAgent: 'x-user-agent',
  statusDetails: 'grpc-status-details-bin',
} as const
