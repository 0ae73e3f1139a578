import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals and opens secrets that the database keeps but must not know. */
export interface SecretBox {
  /** Encrypts `secret` for one `purpose`; each call gives another text. */
  seal(secret: string, purpose: string): string
  /** The secret again. Throws when the text was changed, or sealed for another purpose or with another key. */
  open(sealed: string, purpose: string): string
}

const VERSION = 'v1'
const TAG_BYTES = 16

/** A box with a key of 32 bytes (AES-256-GCM). The sealed text is `v1.<nonce>.<ciphertext and tag>` in base64url. */
export const secretBox = (key: Buffer): SecretBox => ({
  seal: (secret, purpose) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return [VERSION, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
  },
  open: (sealed, purpose) => {
    const [version, nonce = '', body = ''] = sealed.split('.')
    if (version !== VERSION) throw new Error('the sealed secret has an unknown version')
    const bytes = Buffer.from(body, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  },
})
