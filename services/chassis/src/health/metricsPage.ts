import { AggregatorRegistry, register } from 'prom-client'

/** Metrics as prom-client tells them in JSON. */
export type Measured = Awaited<ReturnType<typeof register.getMetricsAsJSON>>

const others = new Set<() => Promise<Measured>>()

/** Adds what another thread of this process measures to the page; returns what takes it away. */
export const addMetrics = (source: () => Promise<Measured>): (() => void) => {
  others.add(source)
  return () => void others.delete(source)
}

// prom-client leaves it out where several processes are added up; here it is one.
const keepStartTime = () => {
  const started = register.getSingleMetric('process_start_time_seconds')
  if (started) Object.assign(started, { aggregator: 'first' })
}

/** The metrics of the process in Prometheus' text, those of its threads added up. */
export const metricsPage = async (): Promise<string> => {
  if (others.size === 0) return register.metrics()
  keepStartTime()
  const theirs = await Promise.all([...others].map((source) => source()))
  return AggregatorRegistry.aggregate([await register.getMetricsAsJSON(), ...theirs]).metrics()
}
