import { readFileSync } from 'node:fs'
import { importPKCS8, importSPKI, type CryptoKey } from 'jose'
import { ConfigError } from '../config/readConfig'

/** The one algorithm of internal tokens; a key can be used with no other. */
export const algorithm = 'EdDSA'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigError(`the key file ${path} cannot be read`, { cause: error })
  }
}

const refuse = (path: string, what: string) => (error: unknown) => {
  throw new ConfigError(`${path} holds no Ed25519 ${what} key in PEM`, { cause: error })
}

/** Reads the key that verifies internal tokens (PEM, SPKI). Throws a ConfigError. */
export const readPublicKey = (path: string): Promise<CryptoKey> =>
  importSPKI(read(path), algorithm).catch(refuse(path, 'public'))

/** Reads the key that signs internal tokens (PEM, PKCS#8). Only the gateway has it. Throws a ConfigError. */
export const readPrivateKey = (path: string): Promise<CryptoKey> =>
  importPKCS8(read(path), algorithm).catch(refuse(path, 'private'))
