const { randomUUID } = require('node:crypto')

// What the product's rules make of the name, phone and e-mail of the bench; the skeleton has no rules.
const TOKENS = Array.from({ length: 60 }, (_, index) => `xbench${index}tokens`).join(' ')
const WORDS_OF_DOCUMENT = `INSERT INTO search_words (tenant_id, word, document_id)
  SELECT s.tenant_id, t.word, s.id FROM search_documents s
  JOIN JSON_TABLE(CONCAT('["', REPLACE(s.tokens, ' ', '","'), '"]'), '$[*]'
    COLUMNS (word VARCHAR(24) CHARACTER SET ascii PATH '$')) t WHERE s.id = ?`
const SELLER = '00000000-0000-7000-8000-000000000000'

const insert = (connection, table, rows) => {
  const columns = Object.keys(rows[0])
  const places = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ')
  const values = rows.flatMap((row) => Object.values(row))
  return connection.execute(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places}`, values)
}

const headersOf = (id, type, at, accountId) =>
  JSON.stringify({ id, type, time: at, tenantId: 1, actorId: SELLER, actorKind: 'USER', aggregateId: accountId })

const changesOf = (fields) =>
  JSON.stringify(Object.entries(fields).map(([field, after]) => ({ field, before: '', after: JSON.stringify(after) })))

/** The bare inserts that the product's create makes, in one transaction: the same tables in a schema of its own. */
exports.createAccount = async (pool, tenant_id, { name, shortName, phones, emails, tags, ...texts }) => {
  const id = randomUUID()
  const now = new Date()
  const at = now.toISOString()
  const stored = phones.map((number) => ({ number, e164: `+86${number.replaceAll(' ', '')}`, kind: 'MOBILE' }))
  const profile = { name, ...texts, website: '', source: '', kind: 'COMPANY', lifecycle: 'PROSPECT', origin: 'UI' }
  const number = `C-${id.slice(0, 23)}`
  const account = {
    ...profile,
    id,
    number,
    shortName,
    phones: stored,
    emails,
    tags,
    collaborators: [],
    completeness: 56,
  }
  const answer = {
    ...account,
    ownerId: SELLER,
    version: 1,
    createdBy: SELLER,
    createdAt: at,
    updatedBy: SELLER,
    updatedAt: at,
  }
  const key = (kind, value) => ({ tenant_id, kind, value, account_id: id })
  const fact = (type) => {
    const factId = randomUUID()
    return { id: factId, type, tenant_id, headers: headersOf(factId, type, at, id), body: JSON.stringify(answer) }
  }
  const connection = await pool.getConnection()
  try {
    await connection.beginTransaction()
    await insert(connection, 'accounts', [
      {
        ...profile,
        id,
        tenant_id,
        number,
        name_sort: 'suzhoujizhunceshimaoyiyouxiangongsi',
        short_name: shortName,
        phones: JSON.stringify(stored),
        emails: JSON.stringify(emails),
        tags: JSON.stringify(tags),
        collaborators: '[]',
        completeness: 56,
        owner_id: SELLER,
        owned_since: now,
        created_by: SELLER,
        created_at: now,
        updated_by: SELLER,
        updated_at: now,
      },
    ])
    await insert(connection, 'account_keys', [
      key('name', name),
      ...phones.map((one) => key('phones', one)),
      ...emails.map((one) => key('emails', one)),
    ])
    await insert(connection, 'search_documents', [{ id, tenant_id, kind: 'ACCOUNT', account_id: id, tokens: TOKENS }])
    await connection.execute(WORDS_OF_DOCUMENT, [id])
    await insert(connection, 'activities', [
      {
        id: randomUUID(),
        tenant_id,
        account_id: id,
        kind: 'ACCOUNT_CREATED',
        happened_at: now,
        actor_id: SELLER,
        actor_name: '陈静',
        content: name,
        changed_fields: '[]',
      },
    ])
    await insert(connection, 'audit_entries', [
      {
        id: randomUUID(),
        tenant_id,
        actor_id: SELLER,
        actor_name: '陈静',
        actor_kind: 1,
        action: 'customer.account.created',
        action_resource: 'customer.account',
        object_type: 'account',
        object_id: id,
        object_name: name,
        changes: changesOf({
          kind: 'COMPANY',
          name,
          shortName,
          ...texts,
          phones: stored,
          emails,
          tags,
          ownerId: SELLER,
        }),
        ip: '127.0.0.1',
        user_agent: '',
        request_id: randomUUID(),
        occurred_at: now,
      },
    ])
    await insert(connection, 'outbox', [fact('customer.account.created.v1'), fact('chassis.audit.recorded.v1')])
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  } finally {
    connection.release()
  }
  return answer
}
