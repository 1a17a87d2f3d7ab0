import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { errorCodes, passThrough, routes } from '@steward/contracts'
import { calls, versionDifferences } from '@steward/pve-client'
import { rulesPage } from './generate-rules-page.ts'
import { code, page, table } from './markdown.ts'

/**
 * Writes what is made from something else: the lists in docs/generated and the simulator's table of calls.
 * With `--check` it says which of them had fallen behind, and fails.
 */
const root = join(import.meta.dirname, '..')
const shared = resolve(root, process.env['STEWARD_SHARED_DIR'] ?? '../shared')
const callTable = join(root, 'packages/pve-simulator/src/generated/call-table.ts')

const pages: Record<string, string> = {
  'errors.md': page(
    'Error codes',
    'Every error of the API has one of these codes. `retry`: the same request may succeed later.',
    table(
      ['Code', 'HTTP status', 'Retry'],
      Object.entries(errorCodes).map(([name, entry]) => [code(name), String(entry.status), entry.retry ? 'yes' : 'no']),
    ),
  ),
  'endpoints.md': page(
    'Endpoints',
    'Writes need the header `x-steward` and the own origin. Everything but the session and set-up routes needs a session.',
    `${table(
      ['Name', 'Method', 'Path'],
      Object.entries(routes).map(([name, route]) => [name, route.method, code(route.path)]),
    )}\n\n## Passed on to PVE\n\n\`GET /api/clusters/:cluster/pve/…\` with the person’s own ticket.\n\n${table(
      ['Name', 'Path'],
      Object.entries(passThrough).map(([name, entry]) => [name, code(entry.path)]),
    )}`,
  ),
  'pve-calls.md': page(
    'PVE calls',
    'Every call that Steward’s client can make, and what differs by version.',
    `${table(
      ['Name', 'Method', 'Path', 'Since'],
      Object.entries(calls).map(([name, call]) => [
        name,
        call.method,
        code(call.path),
        'since' in call && typeof call.since === 'string' ? call.since : '',
      ]),
    )}\n\n## What differs by version\n\n${table(
      ['Topic', 'From', 'Behaviour', 'Source'],
      versionDifferences.map((row) =>
        [row.topic, row.from, row.behaviour, row.source].map((cell) => String(cell).replaceAll('|', '\\|')),
      ),
    )}`,
  ),
}

const stale: string[] = []
function put(file: string, text: string) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  stale.push(file.slice(root.length + 1))
  writeFileSync(file, text)
}

/** The list of rules: adding one touches no shared file. */
function ruleIndex(): string {
  const ids = readdirSync(join(root, 'packages/diagnostics/src/rules'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const nameOf = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return [
    '// Written by `pnpm generate` from the files of this folder.',
    "import type { AnyRule } from '../define-rule.ts'",
    ...ids.map((id) => `import { ${nameOf(id)} } from './${id}.ts'`),
    '',
    'export const rules: readonly AnyRule[] = [',
    ...ids.map((id) => `  ${nameOf(id)},`),
    ']',
    '',
  ].join('\n')
}
put(join(root, 'packages/diagnostics/src/rules/index.ts'), ruleIndex())

const folder = join(root, 'docs/generated')
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(pages)) put(join(folder, name), text)
put(join(folder, 'rules.md'), await rulesPage())

if (existsSync(join(shared, 'pve-apischema.json'))) {
  const before = existsSync(callTable) ? readFileSync(callTable, 'utf8') : ''
  execFileSync(process.execPath, [join(root, 'tools/generate-call-table.ts')], { cwd: root, stdio: 'inherit' })
  if (readFileSync(callTable, 'utf8') !== before) stale.push('packages/pve-simulator/src/generated/call-table.ts')
} else
  console.log(
    "PVE's parameter schema is not here (STEWARD_SHARED_DIR), so the simulator's table of calls was left as it is.",
  )

if (process.argv.includes('--check') && stale.length > 0) {
  console.error(
    `These generated files had fallen behind and were written again; commit them:\n${stale.map((file) => `  ${file}`).join('\n')}`,
  )
  process.exit(1)
}
