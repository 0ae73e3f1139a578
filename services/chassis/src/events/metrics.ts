import { Counter, Histogram } from 'prom-client'

/** Facts that left the outbox. */
export const published = new Counter({
  name: 'rapport_outbox_published_total',
  help: 'Facts published to the broker and confirmed by it',
})

/** Facts that no queue wanted: nobody listens to their type. */
export const unroutable = new Counter({
  name: 'rapport_outbox_unroutable_total',
  help: 'Published facts that no queue is bound for, by type',
  labelNames: ['type'],
})

/** From the fact to its effect, by queue, in seconds. */
export const effectSeconds = new Histogram({
  name: 'rapport_event_effect_seconds',
  help: 'Time from a fact to the commit of its effect, by queue',
  labelNames: ['queue'],
  buckets: [0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
})

/** What became of heard facts, by queue and outcome (done, repeated, outdated, failed, dead). */
export const heard = new Counter({
  name: 'rapport_events_heard_total',
  help: 'Facts taken from a queue, by outcome: done, repeated (heard before), outdated (a newer one was seen), failed (will be tried again), dead (given up)',
  labelNames: ['queue', 'outcome'],
})
