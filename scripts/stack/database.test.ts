import { createConnection } from 'mysql2/promise'
import { brokerGreets } from './broker'

const [host = '', port = ''] = (process.env['TEST_DATABASE_HOST'] ?? '').split(':')

describe('the backends of the tests', () => {
  it('let the administrator in and are as durable as production', async () => {
    const connection = await createConnection({
      host,
      port: Number(port),
      user: 'root',
      password: process.env['TEST_DATABASE_ROOT_PASSWORD'],
    })
    const [rows] = await connection.query(
      'SELECT @@innodb_flush_log_at_trx_commit AS flush, @@sync_binlog AS sync, @@character_set_server AS charset',
    )
    await connection.end()
    expect(rows).toEqual([{ flush: 1, sync: 1, charset: 'utf8mb4' }])
  })

  it('include a broker that greets', async () => {
    const url = new URL(process.env['TEST_BROKER_URL'] ?? '')
    await expect(brokerGreets(url.hostname, Number(url.port))).resolves.toBe(true)
  })
})
