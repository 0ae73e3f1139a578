import { z } from 'zod'

const fieldErrorSchema = z.object({
  field: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
})

const bodySchema = z.object({
  title: z.string().default(''),
  detail: z.string().default(''),
  reason: z.string().default(''),
  requestId: z.string().default(''),
  errors: z.array(fieldErrorSchema).default([]),
})

/** One refused field: its path, a stable reason and a sentence in the caller's language. */
export type FieldError = z.infer<typeof fieldErrorSchema>

interface ProblemFacts extends z.infer<typeof bodySchema> {
  status: number
  /** Seconds to wait before the next try; 0 when the server named none. */
  retryAfter: number
}

/** A refusal of the server (`application/problem+json`), or the failure to reach it (status 0, reason `network_unreachable`). */
export class ApiProblem extends Error {
  readonly status: number
  readonly reason: string
  readonly title: string
  readonly detail: string
  readonly requestId: string
  readonly errors: FieldError[]
  readonly retryAfter: number

  constructor(facts: ProblemFacts) {
    super(facts.detail || facts.title || facts.reason || `HTTP ${facts.status}`)
    this.name = 'ApiProblem'
    this.status = facts.status
    this.reason = facts.reason
    this.title = facts.title
    this.detail = facts.detail
    this.requestId = facts.requestId
    this.errors = facts.errors
    this.retryAfter = facts.retryAfter
  }
}

/** Reads a refusal; a body that is no problem+json (a proxy's page) still gives a problem with the status. */
export const problemOf = (response: Response, body: unknown): ApiProblem => {
  const parsed = bodySchema.safeParse(body)
  const facts = parsed.success ? parsed.data : bodySchema.parse({})
  return new ApiProblem({
    ...facts,
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')) || 0,
  })
}

/** The problem that stands for a server out of reach. */
export const unreachable = (): ApiProblem =>
  new ApiProblem({ ...bodySchema.parse({}), status: 0, reason: 'network_unreachable', retryAfter: 0 })
