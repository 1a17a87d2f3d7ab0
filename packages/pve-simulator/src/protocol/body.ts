import type { IncomingMessage } from 'node:http'
import { ApiError } from './errors.ts'
import type { Params, Value } from './check-params.ts'

const maxBody = 512 * 1024

/** PVE's own way of reading forms: pairs end at `&` or `;`, and of `a=b=c` only `a` and `b` survive. */
function parseForm(text: string): Params {
  const result: Record<string, Value> = {}
  for (const pair of text.split(/[&;]/)) {
    const [rawKey, rawValue] = pair.split('=')
    if (rawKey === undefined || rawKey === '') continue
    const key = unescape(rawKey)
    const value = unescape(rawValue ?? '')
    const before = result[key]
    result[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [String(before)]), value]
  }
  return result
}

const unescape = (text: string): string => {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  // Escapes are bytes; a character above Latin-1 can only have come unescaped and stays as it is.
  return /[\u0080-\u00ff]/.test(bytes) && !/[\u0100-\uffff]/.test(bytes)
    ? Buffer.from(bytes, 'latin1').toString('utf8')
    : bytes
}

/** Method and framing are judged before anything else, so a PATCH is refused whoever sends it. */
export function checkFraming(request: IncomingMessage): void {
  const method = request.method ?? ''
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method))
    throw new ApiError(501, `method '${method}' not available`, { emptyBody: true })
  if (request.headers['transfer-encoding'] !== undefined)
    throw new ApiError(501, 'chunked transfer encoding not supported', { emptyBody: true })
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > 0 && (method === 'GET' || method === 'DELETE'))
    throw new ApiError(501, `Unexpected content for method '${method}'`, { emptyBody: true })
  if (length > maxBody) throw new ApiError(501, 'for data too large', { emptyBody: true })
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export async function readParams(request: IncomingMessage, query: string): Promise<Params> {
  const fromQuery = parseForm(query)
  if (request.method !== 'POST' && request.method !== 'PUT') return fromQuery
  const raw = await readAll(request)
  const contentType = request.headers['content-type'] ?? 'application/x-www-form-urlencoded'
  const fromBody = parseBody(raw, contentType)
  return { ...fromBody, ...fromQuery }
}

function parseBody(raw: Buffer, contentType: string): Params {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return parseForm(raw.toString('utf8'))
  if (contentType.startsWith('application/json')) return parseJson(raw.toString('utf8'))
  throw new ApiError(506, `upload 'Content-Type '${contentType}' not implemented`, { emptyBody: true })
}

function parseJson(text: string): Params {
  let decoded: unknown
  try {
    decoded = JSON.parse(text)
  } catch {
    throw new ApiError(
      500,
      'malformed JSON string, neither tag, array, object, number, string or atom, at character offset 0',
    )
  }
  if (typeof decoded !== 'object' || decoded === null) throw new ApiError(500, 'Not a HASH reference')
  const result: Record<string, Value> = {}
  for (const [key, value] of Object.entries(decoded)) if (value !== null) result[key] = plain(value)
  return result
}

const plain = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : Array.isArray(value)
      ? value.map(String)
      : JSON.stringify(value)
