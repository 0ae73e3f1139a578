import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = (dir: string): string => {
  const path = join(dir, 'secrets')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}

const keep = (path: string, make: () => string): string => {
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600 })
  return path
}

/** Path of a password file, made once. Letters and digits only, so that it needs no escaping anywhere. */
export const passwordFile = (dir: string, name: string): string =>
  keep(join(folder(dir), name), () => randomBytes(24).toString('hex'))

/** The password itself. */
export const password = (dir: string, name: string): string => readFileSync(passwordFile(dir, name), 'utf8')

/** Path of a private file that holds `content`, rewritten when that changed. */
export const secretFile = (dir: string, name: string, content: string): string => {
  const path = join(folder(dir), name)
  if (!existsSync(path) || readFileSync(path, 'utf8') !== content) writeFileSync(path, content, { mode: 0o600 })
  return path
}

/** Path of a file with 32 random bytes in base64, made once: the key that encrypts secrets at rest. */
export const secretsKeyFile = (dir: string): string =>
  keep(join(folder(dir), 'secrets-key'), () => randomBytes(32).toString('base64'))

/** Paths of the Ed25519 pair that signs and verifies internal tokens (PEM), made once. */
export const internalKeyFiles = (dir: string): { privateKeyFile: string; publicKeyFile: string } => {
  const privateKeyFile = join(folder(dir), 'internal-private.pem')
  const publicKeyFile = join(folder(dir), 'internal-public.pem')
  if (!existsSync(privateKeyFile) || !existsSync(publicKeyFile)) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    writeFileSync(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    writeFileSync(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o600 })
  }
  return { privateKeyFile, publicKeyFile }
}
