import type { Context } from '@rapport/chassis'
import type { DownloadTemplateRequest } from '@rapport/proto/customer'
import { templateHeaders } from './importFields'

/** An empty import file whose headers the import understands. */
export const downloadTemplate = () =>
  async function* (_: DownloadTemplateRequest, { locale }: Context) {
    yield await Promise.resolve({
      fileName: locale === 'en' ? 'customers.csv' : '客户导入模板.csv',
      data: new TextEncoder().encode(`\ufeff${templateHeaders(locale).join(',')}\r\n`),
    })
  }
