import { defineMessages } from '@rapport/chassis'

/** The sentence of every reason that this service gives, in both languages. */
export const messages = defineMessages({
  tenant_not_found: { en: 'There is no such company.', 'zh-CN': '没有这家公司。' },
  time_zone_unknown: { en: 'There is no such time zone.', 'zh-CN': '没有这个时区。' },
  currency_unknown: { en: 'There is no such currency.', 'zh-CN': '没有这种货币。' },

  department_not_found: { en: 'There is no such department.', 'zh-CN': '没有这个部门。' },
  department_unknown: { en: 'There is no such department.', 'zh-CN': '没有这个部门。' },
  department_below_itself: {
    en: 'A department cannot be moved below itself.',
    'zh-CN': '部门不能移动到自己或自己的下级部门之下。',
  },
  department_too_deep: {
    en: 'Departments can lie at most {deepest} levels deep.',
    'zh-CN': '部门最多只能有 {deepest} 级。',
  },
  department_not_empty: {
    en: 'The department still has {users} users and {departments} departments below it.',
    'zh-CN': '该部门还有 {users} 名用户和 {departments} 个下级部门。',
  },

  role_not_found: { en: 'There is no such role.', 'zh-CN': '没有这个角色。' },
  role_unknown: { en: 'There is no such role.', 'zh-CN': '没有这个角色。' },
  role_immutable: {
    en: 'The administrator role can be neither changed nor removed.',
    'zh-CN': '系统管理员角色不能修改或删除。',
  },
  role_in_use: {
    en: 'The role is still held by {users} users and {keys} API keys.',
    'zh-CN': '仍有 {users} 名用户和 {keys} 个 API 密钥使用该角色。',
  },
  permission_unknown: { en: 'There is no permission {name}.', 'zh-CN': '没有权限 {name}。' },
  resource_unknown: { en: 'Records of {name} have no scope.', 'zh-CN': '{name} 没有数据范围。' },
  grant_exceeds_own: {
    en: 'You cannot grant what you do not hold yourself: {names}.',
    'zh-CN': '不能授予您自己没有的权限：{names}。',
  },

  user_not_found: { en: 'There is no such user.', 'zh-CN': '没有这个用户。' },
  login_taken: { en: 'Somebody else has this login already.', 'zh-CN': '该登录名已被使用。' },
  mobile_invalid: { en: 'This is not a phone number.', 'zh-CN': '不是有效的电话号码。' },
  manager_unknown: { en: 'There is no such user.', 'zh-CN': '没有这个用户。' },
  manager_cycle: {
    en: 'Nobody can report to themselves, not even through others.',
    'zh-CN': '不能直接或间接地成为自己的上级。',
  },
  user_outranks: {
    en: 'This user may do more than you. Ask somebody with the same permissions.',
    'zh-CN': '该用户的权限高于您，请由拥有相同权限的人操作。',
  },
  user_disabled: { en: 'The user is disabled.', 'zh-CN': '该用户已停用。' },
  user_not_disabled: { en: 'The user is not disabled.', 'zh-CN': '该用户没有停用。' },
  user_is_self: { en: 'You cannot disable yourself.', 'zh-CN': '不能停用自己。' },
  last_administrator: {
    en: 'There must always be an active system administrator.',
    'zh-CN': '必须至少保留一名启用的系统管理员。',
  },

  invitation_invalid: {
    en: 'This link has been used or has expired. Ask for a new one.',
    'zh-CN': '该链接已使用或已过期，请申请新的链接。',
  },
  password_too_short: { en: 'At least 10 characters.', 'zh-CN': '至少 10 个字符。' },
  password_too_common: {
    en: 'Too many people use this password. Choose another one.',
    'zh-CN': '该密码过于常见，请换一个。',
  },
  password_like_name: {
    en: 'The password is too much like your login, name or e-mail address.',
    'zh-CN': '密码与您的登录名、姓名或邮箱过于相似。',
  },
  password_unchanged: { en: 'This is the old password.', 'zh-CN': '新密码与旧密码相同。' },
  password_wrong: { en: 'The password is not right.', 'zh-CN': '密码不正确。' },

  sign_in_failed: { en: 'Login or password is not right.', 'zh-CN': '登录名或密码不正确。' },
  too_many_attempts: {
    en: 'Too many attempts. Please wait {retryAfter} seconds.',
    'zh-CN': '尝试次数过多，请等待 {retryAfter} 秒。',
  },
  totp_required: {
    en: 'Please enter the one-time code of your authenticator app.',
    'zh-CN': '请输入身份验证器应用中的一次性验证码。',
  },
  totp_invalid: {
    en: 'The one-time code is not right, or was used before.',
    'zh-CN': '一次性验证码不正确或已使用过。',
  },
  totp_enabled: { en: 'One-time codes are switched on already.', 'zh-CN': '已启用一次性验证码。' },
  totp_not_enabled: { en: 'One-time codes are not switched on.', 'zh-CN': '未启用一次性验证码。' },
  totp_not_enrolled: {
    en: 'First ask for a new secret for one-time codes.',
    'zh-CN': '请先获取新的一次性验证码密钥。',
  },
  session_invalid: { en: 'Your session has ended. Please sign in again.', 'zh-CN': '会话已结束，请重新登录。' },
  session_not_found: { en: 'There is no such session.', 'zh-CN': '没有这个会话。' },
  person_required: { en: 'Only a person who is signed in can do this.', 'zh-CN': '只有登录的用户才能执行此操作。' },

  api_key_not_found: { en: 'There is no such API key.', 'zh-CN': '没有这个 API 密钥。' },
  api_key_invalid: { en: 'The API key is not valid.', 'zh-CN': 'API 密钥无效。' },
  api_key_expired: { en: 'The API key has expired.', 'zh-CN': 'API 密钥已过期。' },
  api_key_revoked: { en: 'The API key has been revoked.', 'zh-CN': 'API 密钥已被撤销。' },
  api_key_address_refused: {
    en: 'The API key may not be used from this address.',
    'zh-CN': '不允许从该地址使用此 API 密钥。',
  },
  ip_range_invalid: {
    en: 'This is neither an IP address nor a range such as 192.0.2.0/24.',
    'zh-CN': '不是有效的 IP 地址或地址段（例如 192.0.2.0/24）。',
  },
  expiry_past: { en: 'The end must lie in the future.', 'zh-CN': '到期时间必须晚于现在。' },
})
