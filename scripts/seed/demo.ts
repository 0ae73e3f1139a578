/** The company of the demo data. */
export const demoCompany = {
  name: '融客示范公司 Rapport Demo Co.',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
}

/** What every demo user signs in with. */
export const demoPassword = 'welcome-to-rapport'

/** A department that the demo company adds to the five that every company starts with. */
export interface DemoDepartment {
  nameZh: string
  nameEn: string
  /** English name of the department above. */
  parent?: string
}

export const demoDepartments: readonly DemoDepartment[] = [
  { nameZh: '总经办', nameEn: 'General office' },
  { nameZh: '华东销售组', nameEn: 'Sales East', parent: 'Sales' },
  { nameZh: '华南销售组', nameEn: 'Sales South', parent: 'Sales' },
]

/** A person of the demo company. */
export interface DemoUser {
  login: string
  name: string
  /** Key of their role. */
  role: string
  locale: 'zh-CN' | 'en'
  /** English name of their department. */
  department?: string
  /** Login of their manager, who stands above them in the list. */
  manager?: string
  mobile?: string
}

/** Opens the company; the only user who is not invited. */
export const administrator: DemoUser = { login: 'admin', name: '陈静', role: 'administrator', locale: 'zh-CN' }

/** The people whom the administrator invites, managers before those who report to them. */
export const demoColleagues: readonly DemoUser[] = [
  {
    ...{ login: 'liujianguo', name: '刘建国', role: 'management', locale: 'zh-CN' },
    ...{ department: 'General office', mobile: '13816024571' },
  },
  {
    ...{ login: 'zhangwei', name: '张伟', role: 'salesManager', locale: 'zh-CN' },
    ...{ department: 'Sales', manager: 'liujianguo', mobile: '13917305826' },
  },
  {
    ...{ login: 'zhouting', name: '周婷', role: 'salesManager', locale: 'zh-CN' },
    ...{ department: 'Sales South', manager: 'zhangwei', mobile: '13728460195' },
  },
  {
    ...{ login: 'wangfang', name: '王芳', role: 'sales', locale: 'zh-CN' },
    ...{ department: 'Sales East', manager: 'zhangwei', mobile: '13564092817' },
  },
  {
    ...{ login: 'liqiang', name: '李强', role: 'sales', locale: 'zh-CN' },
    ...{ department: 'Sales East', manager: 'zhangwei', mobile: '15821637049' },
  },
  {
    ...{ login: 'zhaomin', name: '赵敏', role: 'sales', locale: 'zh-CN' },
    ...{ department: 'Sales South', manager: 'zhouting', mobile: '18620594713' },
  },
  {
    ...{ login: 'davidchen', name: 'David Chen', role: 'sales', locale: 'en' },
    ...{ department: 'Sales South', manager: 'zhouting', mobile: '13632875140' },
  },
  {
    ...{ login: 'sunli', name: '孙丽', role: 'customerManager', locale: 'zh-CN' },
    ...{ department: 'Customer management', manager: 'liujianguo', mobile: '13761948350' },
  },
  {
    ...{ login: 'linxiaowen', name: '林晓雯', role: 'marketing', locale: 'zh-CN' },
    ...{ department: 'Marketing', manager: 'liujianguo', mobile: '13482176905' },
  },
  {
    ...{ login: 'zhenghao', name: '郑浩', role: 'serviceSupervisor', locale: 'zh-CN' },
    ...{ department: 'After-sales service', manager: 'liujianguo', mobile: '13651827394' },
  },
  {
    ...{ login: 'wulei', name: '吴磊', role: 'serviceAgent', locale: 'zh-CN' },
    ...{ department: 'After-sales service', manager: 'zhenghao', mobile: '15902148637' },
  },
  {
    ...{ login: 'emilyxu', name: 'Emily Xu', role: 'callCentreSupervisor', locale: 'en' },
    ...{ department: 'Call centre', manager: 'liujianguo', mobile: '13818540762' },
  },
  {
    ...{ login: 'huangjuan', name: '黄娟', role: 'operator', locale: 'zh-CN' },
    ...{ department: 'Call centre', manager: 'emilyxu', mobile: '15026839174' },
  },
  { login: 'partner', name: 'Harbour Link 集成商', role: 'partner', locale: 'en' },
]

/** Names of the roles that every company starts with, by their keys. */
const roleNames: Readonly<Record<string, { zh: string; en: string }>> = {
  administrator: { zh: '系统管理员', en: 'System administrator' },
  management: { zh: '管理层', en: 'Management' },
  salesManager: { zh: '销售经理', en: 'Sales manager' },
  sales: { zh: '销售代表', en: 'Sales' },
  customerManager: { zh: '客户经理', en: 'Customer manager' },
  marketing: { zh: '市场专员', en: 'Marketing' },
  serviceSupervisor: { zh: '客服主管', en: 'Service supervisor' },
  serviceAgent: { zh: '客服专员', en: 'Service agent' },
  callCentreSupervisor: { zh: '呼叫中心主管', en: 'Call-centre supervisor' },
  operator: { zh: '话务员', en: 'Call-centre operator' },
  partner: { zh: '合作伙伴接口', en: 'Partner program' },
}

/** Who can sign in to the demo company. */
export interface DemoLogin {
  login: string
  password: string
  name: string
  /** Key of the role. */
  role: string
  roleZh: string
  roleEn: string
}

/** A login of each role, several of some; the first of a role is the one to try it with. */
export const demoLogins: readonly DemoLogin[] = [administrator, ...demoColleagues].map(({ login, name, role }) => ({
  ...{ login, name, role, password: demoPassword },
  ...{ roleZh: roleNames[role]?.zh ?? role, roleEn: roleNames[role]?.en ?? role },
}))
