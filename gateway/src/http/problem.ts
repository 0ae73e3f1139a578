import { createCatalogue, RapportError, type Kind, type Locale, type Params, type Violation } from '@rapport/chassis'
import { messages } from '../messages'
import { HttpProblem } from './HttpProblem'

/** RFC 9457 problem details with our stable reason. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  reason: string
  requestId: string
  errors: { field: string; reason: string; message: string }[]
}

const statusOf: Readonly<Record<Kind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  denied: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  idempotencyMismatch: 422,
  exhausted: 429,
  cancelled: 499,
  internal: 500,
  unimplemented: 501,
  unavailable: 503,
  deadline: 504,
}

const titles: Readonly<Record<number, Readonly<Record<Locale, string>>>> = {
  400: { en: 'Invalid request', 'zh-CN': '请求有误' },
  401: { en: 'Not signed in', 'zh-CN': '未登录' },
  403: { en: 'Not allowed', 'zh-CN': '没有权限' },
  404: { en: 'Not found', 'zh-CN': '未找到' },
  405: { en: 'Method not allowed', 'zh-CN': '方法不支持' },
  408: { en: 'Timed out', 'zh-CN': '超时' },
  409: { en: 'Conflict', 'zh-CN': '状态冲突' },
  412: { en: 'Changed meanwhile', 'zh-CN': '已被修改' },
  413: { en: 'Too large', 'zh-CN': '内容过大' },
  415: { en: 'Wrong content type', 'zh-CN': '内容类型不支持' },
  422: { en: 'Key used for another request', 'zh-CN': '幂等键冲突' },
  429: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
  431: { en: 'Too large', 'zh-CN': '内容过大' },
  499: { en: 'Cancelled', 'zh-CN': '已取消' },
  500: { en: 'Internal error', 'zh-CN': '内部错误' },
  501: { en: 'Not available', 'zh-CN': '不支持' },
  503: { en: 'Not available now', 'zh-CN': '暂时不可用' },
  504: { en: 'Timed out', 'zh-CN': '超时' },
}

const catalogue = createCatalogue(messages)

interface Failure {
  status: number
  reason: string
  params: Params
  violations: readonly Violation[]
  sentence?: string
}

const failureOf = (error: unknown): Failure => {
  if (error instanceof HttpProblem) return error
  if (!(error instanceof RapportError)) return { status: 500, reason: 'internal', params: {}, violations: [] }
  const { kind, reason, params, violations, sentence } = error
  return { status: statusOf[kind], reason, params, violations, ...(sentence !== undefined && { sentence }) }
}

/** The problem that `error` is for the caller, in the caller's language; what is no failure of ours is a 500 without details. */
export const problemOf = (error: unknown, requestId: string, locale: Locale): { problem: Problem; params: Params } => {
  const { status, reason, params, violations, sentence } = failureOf(error)
  const said = (of: string, values: Params) => catalogue.sentence(of, { ...values, requestId }, locale)
  const title = titles[status]?.[locale] ?? String(status)
  const problem = {
    type: 'about:blank',
    title,
    status,
    detail: sentence ?? said(reason, params) ?? title,
    reason,
    requestId,
    errors: violations.map((violation) => ({
      field: violation.field,
      reason: violation.reason,
      message:
        violation.description ?? said(violation.reason, violation.params ?? {}) ?? said('request_invalid', {}) ?? '',
    })),
  }
  return { problem, params }
}
