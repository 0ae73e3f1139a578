// Express in front of one gRPC hop, and nothing else: SKELETON_HTTP_PORT, SKELETON_GRPC_PORT.
const express = require('express')
const { credentials } = require('@grpc/grpc-js')
const { skeleton } = require('./contract.cjs')

const client = new skeleton.Accounts(`127.0.0.1:${process.env.SKELETON_GRPC_PORT}`, credentials.createInsecure())

const answer =
  (response, next, status = 200) =>
  (error, message) =>
    error ? next(error) : response.status(status).json(message)

express()
  .disable('x-powered-by')
  .get('/v1/accounts', ({ query }, response, next) =>
    client.List({ pageSize: Number(query.pageSize) }, answer(response, next)),
  )
  .get('/v1/accounts/:id', ({ params }, response, next) => client.Get({ id: params.id }, answer(response, next)))
  .post('/v1/accounts', express.json(), ({ body }, response, next) => client.Create(body, answer(response, next, 201)))
  .listen(Number(process.env.SKELETON_HTTP_PORT), '127.0.0.1')
