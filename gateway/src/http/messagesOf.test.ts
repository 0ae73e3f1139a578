import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import express, { type Request, type Response } from 'express'
import { createServer } from 'node:http'
import request from 'supertest'
import { messagesOf } from './messagesOf'

setFlagsFromString('--allow-natives-syntax')
const haveSameShape = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (
  one: object,
  other: object,
) => boolean

describe('messagesOf', () => {
  const app = express()
  const seen: { asked: Request; answered: Response }[] = []
  app.use((asked, answered) => {
    seen.push({ asked, answered })
    answered.status(201).json({ ip: asked.ip })
  })
  const server = createServer(messagesOf(app), app)
  afterAll(() => server.close())

  it('gives all requests one hidden class, and all responses', async () => {
    for (let times = 0; times < 3; times++) {
      const { status, body } = await request(server).get('/?a=1')
      expect([status, body]).toEqual([201, { ip: expect.any(String) }])
    }
    const [first, second, third] = seen
    if (!first || !second || !third) throw new Error('a request did not come')
    for (const other of [second, third]) {
      expect(haveSameShape(first.asked, other.asked)).toBe(true)
      expect(haveSameShape(first.answered, other.answered)).toBe(true)
    }
  })
})
