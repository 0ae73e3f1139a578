/**
 * What was said in follow-ups, by method. `{product}`, `{count}`, `{price}` (ten thousand yuan), `{minutes}` and `{day}` are
 * filled in.
 */
export type Talks = Readonly<Record<'PHONE' | 'VISIT' | 'WECHAT' | 'EMAIL' | 'MEETING' | 'NOTE', readonly string[]>>

export const products = {
  zh: [
    '会议平板',
    '彩色复印机',
    '视频会议系统',
    '智能门禁',
    '云桌面',
    '办公家具',
    '网络改造',
    '打印外包服务',
    '电子白板',
  ],
  en: [
    'meeting displays',
    'colour copiers',
    'video conference rooms',
    'cloud desktops',
    'print services',
    'access control',
  ],
} as const

export const days = {
  zh: ['周一', '周二', '周三', '周四', '周五', '月底前', '下个月初'],
  en: ['Monday', 'Tuesday', 'Thursday', 'Friday', 'the end of the month'],
} as const

export const chineseTalks: Talks = {
  PHONE: [
    '电话沟通{minutes}分钟，客户计划采购{count}台{product}，要求{day}给出报价。',
    '回访上次报价，对方认为{product}价格偏高，希望再优惠，预算约{price}万元。',
    '客户确认{product}方案可行，正在走内部审批，{day}再联系。',
    '介绍了{product}的租赁方式，客户对{count}台起租感兴趣。',
    '客户反馈竞品也在报{product}，我们重点强调了售后响应时间。',
    '未接通，前台告知负责人出差，{day}回来后再打。',
  ],
  VISIT: [
    '上门拜访，现场看了会议室，建议配置{count}套{product}，客户要求出平面布置图。',
    '带技术同事上门测量点位，{product}预计费用{price}万元，{day}提交方案。',
    '拜访新任负责人，介绍公司案例，对方希望参观我们的{product}展厅。',
    '陪同客户参观展厅，对{product}的效果比较满意，{day}讨论合同。',
  ],
  WECHAT: [
    '微信发送{product}产品手册和三家案例，客户表示{day}给答复。',
    '微信确认{count}台{product}的到货时间，客户要求分两批送货。',
    '客户微信询问{product}保修政策，已回复三年上门服务。',
  ],
  EMAIL: [
    '邮件发出{product}正式报价单，{count}台合计约{price}万元，有效期30天。',
    '邮件回复客户技术问题清单，并附{product}检测报告。',
  ],
  MEETING: [
    '与采购、财务、IT三方开会，确定先试用{count}台{product}，{day}评估结果。',
    '线上会议演示{product}，参会八人，主要顾虑是与现有系统的对接。',
  ],
  NOTE: [
    '客户办公室已搬迁，来访需提前一天登记车牌。',
    '采购负责人换人，旧联系人已调任分公司。',
    '客户要求发票抬头使用集团公司全称。',
    '客户年底前有约{price}万元的设备预算，可提前准备{product}方案。',
  ],
}

export const englishTalks: Talks = {
  PHONE: [
    'Called for {minutes} minutes: they need {count} {product} and expect a quotation by {day}.',
    'Went through our offer for {product}; they compare it with two others and decide by {day}.',
    'Could not reach the buyer, the assistant asks us to call again on {day}.',
  ],
  VISIT: [
    'Visited their office and measured two rooms; a proposal for {product} is due by {day}.',
    'Showed {product} in our showroom; they liked the quick installation.',
  ],
  WECHAT: ['Sent the brochure of {product}; reply expected by {day}.'],
  EMAIL: [
    'Sent a quotation for {count} {product}, about {price}0,000 CNY, valid for 30 days.',
    'Answered their list of technical questions about {product}.',
  ],
  MEETING: ['Online meeting with purchasing and IT: trial of {count} {product} agreed, review on {day}.'],
  NOTE: [
    'Invoices go to the Hong Kong office from this quarter on.',
    'New head of purchasing; the old contact has moved to another branch.',
  ],
}

/** What colleagues of after-sales service and call centre leave at a customer. */
export const colleagueTalks: Talks = {
  PHONE: [
    '客户来电咨询{product}耗材更换周期，已答复并记录。',
    '售后回访，{product}使用正常，客户对安装服务满意。',
    '客户来电要求补开保修卡，已转交负责同事。',
  ],
  VISIT: ['上门保养{product}{count}台，更换滤芯，运行正常。'],
  WECHAT: ['微信指导客户重置{product}管理密码，问题已解决。'],
  EMAIL: ['邮件发送{product}保养记录。'],
  MEETING: ['与客户IT部门召开服务回顾会议，确认下季度巡检时间为{day}。'],
  NOTE: ['客户现场网络限制较严，远程支持需提前申请。', '保修期内设备共{count}台，下次巡检请带备件。'],
}
