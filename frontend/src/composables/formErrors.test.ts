import { z } from 'zod'

import { fromSchema, fromServer } from './formErrors'

const error = (field: string, message: string) => ({ field, reason: 'x', message })
const names = ['name', 'phones']

describe('fromServer', () => {
  it.each(['phones', 'account.phones[1]', 'phones[0]'])('puts %s beside the field', (path) => {
    expect(fromServer([error(path, 'wrong')], names)).toEqual({ fields: { phones: 'wrong' }, others: [] })
  })

  it('shows the first refusal of a field, and keeps those of no field together', () => {
    const refused = [
      error('account.phones[0]', 'no number'),
      error('account.phones[1]', 'neither'),
      error('pageSize', 'too large'),
    ]
    expect(fromServer(refused, names)).toEqual({ fields: { phones: 'no number' }, others: ['too large'] })
  })
})

describe('fromSchema', () => {
  it('says what is wrong in words, with the limits of the rule', () => {
    const schema = z.object({ name: z.string().min(1, 'form.missing'), remark: z.string().max(3, 'form.tooLong') })
    const translate = (key: string, { maximum }: Record<string, unknown>) =>
      typeof maximum === 'number' ? `${key} ${maximum}` : key
    const said = fromSchema(schema, { name: '', remark: 'long' }, translate)
    expect(said).toEqual({ name: 'form.missing', remark: 'form.tooLong 3' })
  })
})
