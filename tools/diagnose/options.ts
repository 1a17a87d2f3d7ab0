import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { normalizeFingerprint, parseAddress } from '@steward/pve-client'
import { isLocale, type Locale } from '@steward/messages'

export type Options = {
  endpoints: { host: string; port: number; fingerprint: string | null }[]
  token: string
  profile: 'home' | 'production'
  locale: Locale
  json: boolean
  evidence: boolean
  /** How many guests are looked at one by one. */
  guests: number
}

export const help = `Reads a Proxmox VE cluster once, runs all rules and prints what was found. Changes nothing.

  npx -y pnpm@12 diagnose --url https://HOST:8006 --fingerprint AA:BB:... --token-file FILE

  --url URL             a node of the cluster; several are possible, and each is then asked for its own view
  --fingerprint F       SHA-256 of that node's certificate (one for each --url, in the same order);
                        left out: the certificates that this system trusts
  --token-file FILE     a file with one line: user@realm!name=secret (the role PVEAuditor is enough for most rules)
  --profile P           home or production: which thresholds and rules apply (home)
  --evidence            also print the values, calls and times that each finding rests on
  --json                print JSON instead of text
  --lang L              en or zh-CN (en)
  --guests N            look at most at N guests one by one (500)
  --quick               look at no guest one by one: configurations, snapshots and agents are then not checked

One reading has no memory. A running Steward tells a finding only after it has stood for a while; here everything is
told at first sight, and rules that need several readings are listed as not checked.

Exit status: 0 nothing or notices only, 1 a warning, 2 something critical, 3 could not check.
`

/** A sentence for the person at the terminal that says what to do. */
export class CannotCheck extends Error {}

export function readOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  if (!values.url) throw new CannotCheck('Say which node to ask: --url https://HOST:8006 (see --help).')
  if (values['token-file'] === undefined)
    throw new CannotCheck('Say where the token is: --token-file FILE with one line user@realm!name=secret.')
  const fingerprints = values.fingerprint ?? []
  if (fingerprints.length > 0 && fingerprints.length !== values.url.length)
    throw new CannotCheck('Give one --fingerprint for each --url, in the same order.')
  const locale = values.lang ?? 'en'
  if (!isLocale(locale)) throw new CannotCheck('--lang takes en or zh-CN.')
  return {
    endpoints: values.url.map((url, index) => ({ ...address(url), fingerprint: pin(fingerprints[index]) })),
    token: readToken(values['token-file']),
    profile: profileOf(values.profile ?? 'home'),
    locale,
    json: values.json ?? false,
    evidence: values.evidence ?? false,
    guests: values.quick ? 0 : count(values.guests ?? '500'),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // A "--" that a package manager passes on is no argument of ours.
      args: args.filter((arg) => arg !== '--'),
      options: {
        url: { type: 'string', multiple: true },
        fingerprint: { type: 'string', multiple: true },
        'token-file': { type: 'string' },
        profile: { type: 'string' },
        lang: { type: 'string' },
        guests: { type: 'string' },
        quick: { type: 'boolean' },
        evidence: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new CannotCheck(`${error instanceof Error ? error.message : String(error)} See --help.`)
  }
}

function address(url: string) {
  try {
    return parseAddress(url)
  } catch {
    throw new CannotCheck(`"${url}" is no address of a node. Write it like https://192.168.1.10:8006.`)
  }
}

function pin(text: string | undefined): string | null {
  if (text === undefined) return null
  try {
    return normalizeFingerprint(text)
  } catch {
    throw new CannotCheck('--fingerprint takes a SHA-256 fingerprint: 32 pairs of hex digits, AA:BB:….')
  }
}

function profileOf(text: string): Options['profile'] {
  if (text !== 'home' && text !== 'production') throw new CannotCheck('--profile takes home or production.')
  return text
}

function count(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new CannotCheck('--guests takes a number from 0 up.')
  return number
}

/** What is in the file is never shown, not even when it is no token. */
function readToken(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new CannotCheck(`The token file ${file} cannot be read (${code}). Check the path and who may read it.`)
  }
  if (!/^[^\s!@=]+@[^\s!@=]+![^\s!=]+=\S+$/.test(text))
    throw new CannotCheck(`The token file ${file} must hold one line: user@realm!name=secret.`)
  return text
}
