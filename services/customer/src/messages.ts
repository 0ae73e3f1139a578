import { defineMessages } from '@rapport/chassis'
import { importMessages } from './import/reasons'

/** The sentence of every reason that this service gives, in both languages. */
export const messages = defineMessages({
  account_not_found: { en: 'There is no such customer.', 'zh-CN': '没有这个客户。' },
  contact_not_found: { en: 'There is no such contact.', 'zh-CN': '没有这个联系人。' },
  follow_up_not_found: { en: 'There is no such follow-up.', 'zh-CN': '没有这条跟进记录。' },
  account_duplicate: {
    en: 'A customer with the same data exists already.',
    'zh-CN': '已存在资料相同的客户。',
  },
  credit_code_taken: {
    en: 'Another customer has this credit code.',
    'zh-CN': '另一个客户已使用这个统一社会信用代码。',
  },
  account_read_only: {
    en: 'You may look at this customer but not change it.',
    'zh-CN': '您可以查看该客户，但不能修改。',
  },
  follow_up_of_another: {
    en: 'Only its author may change this follow-up.',
    'zh-CN': '只有记录人可以修改这条跟进记录。',
  },
  credit_code_invalid: {
    en: 'This is not a valid unified social credit code: 18 characters with a check digit.',
    'zh-CN': '统一社会信用代码不正确：应为 18 位且校验码相符。',
  },
  date_invalid: { en: 'There is no such date.', 'zh-CN': '没有这个日期。' },
  time_in_future: { en: 'The time lies in the future.', 'zh-CN': '时间不能晚于现在。' },
  time_zone_unknown: { en: 'There is no such time zone.', 'zh-CN': '没有这个时区。' },
  contact_not_of_account: {
    en: 'The contact does not belong to this customer.',
    'zh-CN': '该联系人不属于这个客户。',
  },
  user_not_active: { en: 'There is no active user with this id.', 'zh-CN': '没有这个在用的用户。' },
  import_not_found: { en: 'There is no such import.', 'zh-CN': '没有这个导入任务。' },
  import_started: { en: 'This import was started already.', 'zh-CN': '该导入任务已经开始。' },
  import_denied: { en: 'Your role does not allow this import.', 'zh-CN': '您的角色不允许执行此导入。' },
  import_finished: { en: 'This import has come to its end already.', 'zh-CN': '该导入任务已经结束。' },
  field_fixed: { en: 'This field cannot be changed.', 'zh-CN': '该字段不能修改。' },
  ...importMessages,
})
