import type { ZodType } from 'zod'

import type { FieldError } from '@/api/ApiProblem'

/** What is wrong with a form: one sentence per field, and the sentences that belong to no field of it. */
export interface FormErrors {
  fields: Record<string, string>
  others: string[]
}

export const noErrors: FormErrors = { fields: {}, others: [] }

const segmentsOf = (path: string): string[] => path.split(/[.[\]]/).filter((segment) => segment !== '')

/** The field of the form that a path of the server means: `account.phones[1]` is `phones`; undefined when it has none. */
const fieldNamed = (path: string, names: readonly string[]): string | undefined =>
  segmentsOf(path).find((segment) => names.includes(segment))

/** Sorts the server's refusals to the fields of a form; the first sentence per field counts. */
export const fromServer = (errors: readonly FieldError[], names: readonly string[]): FormErrors => {
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const { field, message } of errors) {
    const name = fieldNamed(field, names)
    if (name) fields[name] ??= message
    else others.push(message)
  }
  return { fields, others }
}

/** Checks values against a schema whose messages are text keys; `translate` gets the key and the limits of the rule. */
export const fromSchema = (
  schema: ZodType,
  values: unknown,
  translate: (key: string, limits: Record<string, unknown>) => string,
): Record<string, string> => {
  const checked = schema.safeParse(values)
  const fields: Record<string, string> = {}
  for (const issue of checked.error?.issues ?? []) {
    const name = String(issue.path[0] ?? '')
    fields[name] ??= translate(issue.message, { ...issue })
  }
  return fields
}
