// One gRPC service on a pool of mysql2: SKELETON_GRPC_PORT, SKELETON_DATABASE (as JSON), SKELETON_TENANT.
const { Server, ServerCredentials, status } = require('@grpc/grpc-js')
const { createPool } = require('mysql2/promise')
const { skeleton } = require('./contract.cjs')
const { createAccount } = require('./createAccount.cjs')

const pool = createPool({ ...JSON.parse(process.env.SKELETON_DATABASE), timezone: 'Z', connectionLimit: 10 })
const tenantId = Number(process.env.SKELETON_TENANT)

const COLUMNS = `id, number, kind, name, short_name AS shortName, credit_code AS creditCode, level, lifecycle, industry, region,
  address, phones, emails, website, source, tags, remark, owner_id AS ownerId, department_id AS departmentId, collaborators,
  completeness, last_follow_up_at AS lastFollowUpAt, next_follow_up_at AS nextFollowUpAt, origin, version,
  created_by AS createdBy, created_at AS createdAt, updated_by AS updatedBy, updated_at AS updatedAt, deleted_at AS deletedAt`
const GET = `SELECT ${COLUMNS} FROM rapport_customer.accounts WHERE tenant_id = ? AND id = ?`
const LIST = `SELECT ${COLUMNS} FROM rapport_customer.accounts FORCE INDEX (accounts_updated)
  WHERE tenant_id = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT ?`

const time = (value) => value?.toISOString()
// MySQL gives JSON as values, MariaDB as text.
const json = (value) => (typeof value === 'string' ? JSON.parse(value) : value)

const accountOf = (row) => ({
  ...row,
  phones: json(row.phones),
  emails: json(row.emails),
  tags: json(row.tags),
  collaborators: json(row.collaborators),
  lastFollowUpAt: time(row.lastFollowUpAt),
  nextFollowUpAt: time(row.nextFollowUpAt),
  createdAt: time(row.createdAt),
  updatedAt: time(row.updatedAt),
  deletedAt: time(row.deletedAt),
})

const handlers = {
  Get: async ({ id }) => {
    const [[row]] = await pool.execute(GET, [tenantId, id])
    if (!row) throw Object.assign(new Error('no such account'), { code: status.NOT_FOUND })
    return accountOf(row)
  },
  List: async ({ pageSize }) => {
    const [rows] = await pool.execute(LIST, [tenantId, String(pageSize)])
    return { accounts: rows.map(accountOf), nextPageToken: rows.at(-1)?.id ?? '' }
  },
  Create: (input) => createAccount(pool, tenantId, input),
}

const server = new Server()
server.addService(
  skeleton.Accounts.service,
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (call, callback) => handler(call.request).then((message) => callback(null, message), callback),
    ]),
  ),
)
server.bindAsync(`127.0.0.1:${process.env.SKELETON_GRPC_PORT}`, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error
})
