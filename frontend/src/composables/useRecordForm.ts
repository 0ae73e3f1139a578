import { ref } from 'vue'
import type { ZodType } from 'zod'

import { differencesOf, type Difference } from './changes'
import { plainCopy } from './plainCopy'
import { useForm } from './useForm'

interface Versioned {
  version: number
}

interface RecordFormOptions<Values extends object, Row extends Versioned> {
  record: Row
  toValues: (row: Row) => Values
  schema?: ZodType
  /** Sends the changed values on the given version; all values and the idempotency key are for what is yet to be made. */
  save: (version: number, changed: Partial<Values>, values: Values, key: string) => Promise<Row>
  /** Reads the record again after somebody else was faster. */
  reload: () => Promise<Row>
  onSaved: (row: Row) => unknown
}

/**
 * The form of an existing record. When somebody else saved meanwhile (412), `differences` holds every field in which the two
 * differ; `resolve` takes the answer per field, goes on from what they saved and sends what is left of mine.
 */
export const useRecordForm = <Values extends object, Row extends Versioned>(
  options: RecordFormOptions<Values, Row>,
) => {
  let latest = options.record
  let theirs: Values | undefined
  const differences = ref<Difference<Values>[]>([])

  const compare = async (): Promise<void> => {
    latest = await options.reload()
    theirs = options.toValues(latest)
    const mine = plainCopy<Values>(form.values)
    const base = plainCopy(form.base.value) as Values
    differences.value = differencesOf(base, mine, theirs)
    if (differences.value.length === 0) form.reset(theirs)
  }

  const form = useForm<Values, Row>({
    initial: () => options.toValues(options.record),
    ...(options.schema ? { schema: options.schema } : {}),
    onSubmit: async ({ changed, values, key }) => {
      if (Object.keys(changed).length === 0) return latest
      try {
        latest = await options.save(latest.version, changed, values, key)
        return latest
      } catch (problem) {
        if (isStale(problem)) await compare()
        throw problem
      }
    },
    onSuccess: options.onSaved,
    onProblem: (problem) => problem.status === 412,
  })

  const resolve = async (answers: Record<string, 'mine' | 'theirs'>): Promise<void> => {
    if (!theirs) return
    const kept = differences.value.filter(({ name }) => answers[name] === 'mine').map(({ name, mine }) => [name, mine])
    differences.value = []
    form.reset(theirs, Object.fromEntries(kept) as Partial<Values>)
    await form.submit()
  }

  const giveUp = (): void => {
    differences.value = []
  }

  return { ...form, differences, resolve, giveUp }
}

const isStale = (problem: unknown): boolean =>
  typeof problem === 'object' && problem !== null && 'status' in problem && problem.status === 412
