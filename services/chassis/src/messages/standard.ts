import { defineMessages } from './messages'

/** Sentences for what the chassis itself refuses, and for rules of the contract that a request breaks. */
export const standardMessages = defineMessages({
  request_invalid: { en: 'The request is not valid.', 'zh-CN': '请求内容有误。' },
  request_malformed: { en: 'The request cannot be read.', 'zh-CN': '无法解析请求内容。' },
  unauthenticated: { en: 'Please sign in.', 'zh-CN': '请先登录。' },
  token_invalid: { en: 'The proof of identity is not valid.', 'zh-CN': '身份凭证无效。' },
  token_expired: { en: 'The proof of identity has expired.', 'zh-CN': '身份凭证已过期。' },
  permission_denied: { en: 'You are not allowed to do this.', 'zh-CN': '您没有权限执行此操作。' },
  permission_missing: {
    en: 'Your role does not include the permission {permission}.',
    'zh-CN': '您的角色没有 {permission} 权限。',
  },
  field_protected: { en: 'Your role may not change this field.', 'zh-CN': '您的角色不能修改此字段。' },
  not_found: { en: 'There is no such record.', 'zh-CN': '记录不存在。' },
  conflict: { en: 'The current state of the record does not allow this.', 'zh-CN': '记录的当前状态不允许此操作。' },
  version_conflict: {
    en: 'Someone else has changed the record meanwhile: you have version {expected}, it is at version {actual}.',
    'zh-CN': '记录已被他人修改：您的版本为 {expected}，当前版本为 {actual}。',
  },
  idempotency_key_reused: {
    en: 'This idempotency key was used for a different request.',
    'zh-CN': '该幂等键已用于其他请求。',
  },
  idempotency_key_malformed: {
    en: 'Idempotency-Key takes 1 to 255 visible ASCII characters.',
    'zh-CN': 'Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。',
  },
  too_many_requests: {
    en: 'Too many requests. Please try again in {retryAfter} seconds.',
    'zh-CN': '请求过于频繁，请在 {retryAfter} 秒后重试。',
  },
  unavailable: {
    en: 'The service is not available at the moment. Please try again shortly.',
    'zh-CN': '服务暂时不可用，请稍后重试。',
  },
  database_busy: {
    en: 'Too much is going on at the moment. Please try again shortly.',
    'zh-CN': '系统繁忙，请稍后重试。',
  },
  commit_unknown: {
    en: 'It is not certain whether this was saved. Please check before you repeat it.',
    'zh-CN': '无法确定是否已保存，请核实后再重试。',
  },
  deadline_exceeded: { en: 'The answer took too long.', 'zh-CN': '响应超时。' },
  cancelled: { en: 'The request was cancelled.', 'zh-CN': '请求已取消。' },
  unimplemented: { en: 'There is no such operation.', 'zh-CN': '不支持此操作。' },
  internal: {
    en: 'Something went wrong on our side. Please give this number when you report it: {requestId}.',
    'zh-CN': '系统内部错误，反馈时请提供编号：{requestId}。',
  },
  page_token_invalid: {
    en: 'The page token does not belong to this query.',
    'zh-CN': '分页标记与当前查询不符。',
  },

  required: { en: 'This field is required.', 'zh-CN': '此项必填。' },
  too_short: { en: 'At least {min} characters.', 'zh-CN': '至少 {min} 个字符。' },
  too_long: { en: 'At most {max} characters.', 'zh-CN': '最多 {max} 个字符。' },
  too_long_bytes: { en: 'At most {max} bytes.', 'zh-CN': '最多 {max} 字节。' },
  wrong_length: { en: 'Exactly {length} characters.', 'zh-CN': '必须为 {length} 个字符。' },
  wrong_format: { en: 'The format is not right.', 'zh-CN': '格式不正确。' },
  email_invalid: { en: 'This is not an e-mail address.', 'zh-CN': '不是有效的邮箱地址。' },
  uuid_invalid: { en: 'This is not an id.', 'zh-CN': '不是有效的标识符。' },
  uri_invalid: { en: 'This is not a web address.', 'zh-CN': '不是有效的网址。' },
  not_one_of: { en: 'Must be one of: {allowed}.', 'zh-CN': '只能是以下值之一：{allowed}。' },
  not_allowed: { en: 'This value is not allowed.', 'zh-CN': '不允许此值。' },
  enum_unknown: { en: 'This value is not known.', 'zh-CN': '未知的取值。' },
  too_small: { en: 'Must be at least {min}.', 'zh-CN': '不能小于 {min}。' },
  too_large: { en: 'Must be at most {max}.', 'zh-CN': '不能大于 {max}。' },
  not_above: { en: 'Must be greater than {bound}.', 'zh-CN': '必须大于 {bound}。' },
  not_below: { en: 'Must be less than {bound}.', 'zh-CN': '必须小于 {bound}。' },
  out_of_range: { en: 'Must be between {min} and {max}.', 'zh-CN': '必须在 {min} 到 {max} 之间。' },
  items_not_unique: { en: 'The same value occurs twice.', 'zh-CN': '存在重复的值。' },
  too_many_items: { en: 'At most {max} entries.', 'zh-CN': '最多 {max} 项。' },
  too_few_items: { en: 'At least {min} entries.', 'zh-CN': '至少 {min} 项。' },
  field_unknown: { en: 'There is no field {name}.', 'zh-CN': '不存在字段 {name}。' },
  text_unsafe: {
    en: 'Contains a character that cannot be stored (NUL or half of a surrogate pair).',
    'zh-CN': '包含无法保存的字符（NUL 或不完整的代理对）。',
  },
})
