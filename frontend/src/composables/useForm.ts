import { computed, reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ZodType } from 'zod'

import { ApiProblem } from '@/api/client'
import { uniqueKey } from '@/api/uniqueKey'

import { changesOf } from './changes'
import { fromSchema, fromServer, noErrors, type FormErrors } from './formErrors'
import { plainCopy } from './plainCopy'
import { useProblemText } from './useProblemText'

interface Submission<Values> {
  values: Values
  /** Only what differs from the beginning. */
  changed: Partial<Values>
  /** Idempotency key: the same again when the same content is sent again after a failure. */
  key: string
}

interface FormOptions<Values extends object, Result> {
  initial: () => Values
  /** Its messages are text keys. */
  schema?: ZodType
  onSubmit: (submission: Submission<Values>) => Promise<Result>
  onSuccess?: (result: Result) => unknown
  /** Handles a refusal in a way of its own; true when it did. */
  onProblem?: (problem: ApiProblem) => boolean
}

/** State and verbs of a form: values, errors beside the fields, what changed, and sending without sending twice. */
export const useForm = <Values extends object, Result>(options: FormOptions<Values, Result>) => {
  const { t } = useI18n()
  const problemText = useProblemText()
  const begun = options.initial()
  const base = ref(plainCopy(begun))
  const values = reactive(plainCopy(begun)) as Values
  const errors = ref<FormErrors>(noErrors)
  const submitting = ref(false)
  const changed = computed(() => changesOf(plainCopy(base.value), plainCopy(values)) as Partial<Values>)
  const dirty = computed(() => Object.keys(changed.value).length > 0)
  let lastSent = { content: '', key: '' }

  const check = (): Record<string, string> =>
    options.schema ? fromSchema(options.schema, values, (key, limits) => t(key, limits)) : {}

  /** Checks one field, as when it is left. */
  const checkField = (name: keyof Values & string): void => {
    const message = check()[name]
    const { [name]: _before, ...rest } = errors.value.fields
    errors.value = { ...errors.value, fields: message ? { ...rest, [name]: message } : rest }
  }

  const keyFor = (content: string): string => {
    if (lastSent.content !== content) lastSent = { content, key: uniqueKey() }
    return lastSent.key
  }

  const showProblem = (problem: unknown): void => {
    const refused = problem instanceof ApiProblem ? fromServer(problem.errors, Object.keys(values)) : noErrors
    const isPlaced = Object.keys(refused.fields).length > 0
    errors.value = {
      ...refused,
      others: refused.others.length > 0 || isPlaced ? refused.others : [problemText(problem)],
    }
  }

  /** Checks and sends; the result, or undefined when it was refused. */
  const submit = async (): Promise<Result | undefined> => {
    if (submitting.value) return undefined
    const fields = check()
    errors.value = { fields, others: [] }
    if (Object.keys(fields).length > 0) return undefined
    submitting.value = true
    try {
      const sent = plainCopy(values)
      const result = await options.onSubmit({ values: sent, changed: changed.value, key: keyFor(JSON.stringify(sent)) })
      base.value = plainCopy(sent)
      lastSent = { content: '', key: '' }
      await options.onSuccess?.(result)
      return result
    } catch (problem) {
      const isHandled = problem instanceof ApiProblem && options.onProblem?.(problem)
      if (!isHandled) showProblem(problem)
      return undefined
    } finally {
      submitting.value = false
    }
  }

  /** Starts over from other values. `kept` are shown although they differ from these. */
  const reset = (next: Values, kept: Partial<Values> = {}): void => {
    base.value = plainCopy(next)
    Object.assign(values, plainCopy(next), kept)
    errors.value = noErrors
  }

  return { values, errors, submitting, changed, dirty, submit, reset, checkField, base }
}
