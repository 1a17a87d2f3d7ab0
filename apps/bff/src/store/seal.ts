import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'

/** Seals secrets with AES-256-GCM. `purpose` is bound to the text: a sealed token cannot be moved to another row. */
export type Seal = { seal(secret: string, purpose: string): string; open(sealed: string, purpose: string): string }

/** Takes the key from `keyFile`, or from the data folder, where it is made once and readable by the owner only. */
export function openSeal(dataDir: string, keyFile: string | null): Seal {
  const key = keyFile ? readKey(keyFile) : ownKey(join(dataDir, 'steward.key'))
  return {
    seal(secret, purpose) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(purpose))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(purpose))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

function ownKey(file: string): Buffer {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return readKey(file)
}

function readKey(file: string): Buffer {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(
      `The key file ${file} cannot be read. Restore it from your backup: without it the stored secrets cannot be opened.`,
    )
  }
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new ConfigError(`The key file ${file} must hold 64 hexadecimal digits (32 bytes).`)
  return Buffer.from(text, 'hex')
}
