const { join } = require('node:path')
const grpc = require('@grpc/grpc-js')
const { loadSync } = require('@grpc/proto-loader')

/** The skeleton's contract, as grpc-js wants it. */
exports.skeleton = grpc.loadPackageDefinition(
  loadSync(join(__dirname, 'account.proto'), { defaults: true, arrays: true }),
).skeleton
