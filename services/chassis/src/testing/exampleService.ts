import { AccountCreatedSchema } from '@rapport/proto/customer'
import { z } from 'zod'
import { consumer } from '../events/consumer'
import { emit } from '../events/emit'
import { fact } from '../events/fact'
import { enqueue } from '../jobs/enqueue'
import { worker } from '../jobs/worker'
import { defineService } from '../service/defineService'
import { accountsDouble } from './accountsDouble'
import { idleExcept } from './idle'

/**
 * A small service with everything that a service may have: `CreateAccount` stores a note, emits a fact that it hears itself
 * and orders a job; `GetAccount` takes as long as its environment says. For tests of the chassis.
 */
export const exampleService = defineService({
  name: 'customer',
  config: z.object({ SLOWNESS: z.coerce.number().default(0) }),
  migrations: [
    {
      name: '0001-notes',
      up: `CREATE TABLE notes (
        tenant_id INT NOT NULL,
        id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        text VARCHAR(200) NOT NULL,
        PRIMARY KEY (tenant_id, id)
      )`,
    },
  ],
  handlers: ({ database, newId, config }) => {
    const note = async () =>
      database.command(async (transaction) => {
        const id = newId()
        await database.execute(`INSERT INTO notes VALUES (:tenantId, :id, 'called')`, { id }, { transaction })
        await emit(fact(AccountCreatedSchema, { account: { id } }, { type: 'account', id, version: 1 }), transaction)
        await enqueue({ kind: 'example.note', payload: { text: 'job' } }, transaction)
        return { id, name: 'called' }
      })
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, config.SLOWNESS))
      return { name: `after ${config.SLOWNESS} ms` }
    }
    return idleExcept('customer', [accountsDouble(({ rpc }) => (rpc?.readOnly ? slow() : note()))])
  },
  consumers: ({ database, newId }) => [
    consumer(AccountCreatedSchema, 'customer.example', async (_, { transaction }) => {
      const id = newId()
      await database.execute(`INSERT INTO notes VALUES (:tenantId, :id, 'heard')`, { id }, { transaction })
    }),
  ],
  workers: ({ database, newId }) => [
    worker<{ text: string }>({
      kind: 'example.note',
      run: async ({ text }, lease) => {
        await database.transaction(async (transaction) => {
          await lease.fence(transaction)
          const id = newId()
          await database.execute('INSERT INTO notes VALUES (:tenantId, :id, :text)', { id, text }, { transaction })
        })
      },
    }),
  ],
})
