interface Problem {
  title?: string
  detail?: string
  reason?: string
  requestId?: string
  errors?: { field: string; message: string }[]
}

const read = (body: string): Problem => {
  try {
    return JSON.parse(body) as Problem
  } catch {
    return { detail: body.slice(0, 200) }
  }
}

/** An answer of the API that is no success, told with the sentences of its problem+json. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly reason: string

  constructor(
    readonly status: number,
    what: string,
    body: string,
  ) {
    const { title, detail, reason = '', requestId, errors = [] } = read(body)
    const fields = errors.map(({ field, message }) => `${field}: ${message}`)
    const sentence = [detail ?? title ?? 'no explanation', ...fields].join('; ')
    super(`${what}: ${status} ${sentence}${requestId ? ` (request ${requestId})` : ''}`)
    this.reason = reason
  }
}
