/** The five teams that every company starts with, in the order of the work on a customer. */
export const defaultDepartments: readonly { readonly nameZh: string; readonly nameEn: string }[] = [
  { nameZh: '市场部', nameEn: 'Marketing' },
  { nameZh: '销售部', nameEn: 'Sales' },
  { nameZh: '客户管理部', nameEn: 'Customer management' },
  { nameZh: '售后服务部', nameEn: 'After-sales service' },
  { nameZh: '呼叫中心', nameEn: 'Call centre' },
]
