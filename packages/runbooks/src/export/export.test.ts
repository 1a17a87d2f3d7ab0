import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportForm, PlannedStep, Said } from '@steward/contracts'
import hcl from 'hcl2-parser'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { exportPlan } from './export.ts'
import type { Exported } from './forms.ts'

const words = ({ key, params = {} }: Said) => `${key} ${Object.values(params).join(' ')}`
/** What somebody may have called a guest, or written into its notes. */
const hostile = `it's "x" $(touch /tmp/owned) \`id\` \${path.module} {{ lookup('pipe','id') }} %{ if true }\n- rm -rf /`

const planOf = (runbook: string, input: unknown, ...steps: PlannedStep[]): Exported => ({
  runbook,
  input,
  steps,
  words,
  title: { key: 'title', params: { name: hostile } },
})
const step = (act: PlannedStep['act']): PlannedStep => ({
  id: 'one',
  title: { key: 'step', params: { name: hostile } },
  act,
  change: [],
  undo: null,
})
const change = planOf(
  'guest-config',
  { vmid: 101, set: { description: hostile, cores: '3', tags: 'a;b' }, remove: [] },
  step({
    kind: 'pve',
    method: 'POST',
    path: '/nodes/alder/qemu/101/config',
    parameters: { description: hostile, cores: '3', digest: 'abc' },
    shell: null,
    asRoot: true,
  }),
  step({
    kind: 'pve',
    method: 'DELETE',
    path: '/nodes/alder/qemu/101/snapshot/x',
    parameters: { force: '1' },
    shell: null,
    asRoot: false,
  }),
  step({ kind: 'shell', node: 'alder', command: 'pct unlock 108' }),
  step({ kind: 'look' }),
)
const textOf = (form: ExportForm, plan = change): string => exportPlan(form, plan).text ?? ''

describe('scripts', () => {
  test.each(['shell', 'curl'] as const)('%s is understood by a shell, and nothing in it runs that is data', (form) => {
    const file = join(mkdtempSync(join(tmpdir(), 'steward-export-')), 'plan.sh')
    writeFileSync(file, textOf(form))
    execFileSync('sh', ['-n', file])
    // Run with commands that print their words: the notes arrive as one word, and nobody was called.
    const stub =
      'curl() { printf "%s\\n" "$@"; }; pvesh() { printf "%s\\n" "$@"; }; pct() { :; }; touch() { echo OWNED; }'
    const run = spawnSync('sh', ['-c', `${stub}; PVE_URL=u PVE_TOKEN=t; . ${file}`], { encoding: 'utf8' })
    expect(run.stdout + run.stderr).not.toContain('OWNED')
    expect(run.status).toBe(0)
    if (form === 'shell') expect(run.stdout).toContain("it's")
  })

  test('curl puts the parameters of a DELETE into the address and says what a token may not do', () => {
    const { text, notes } = exportPlan('curl', change)
    expect(text).toContain('run DELETE /nodes/alder/qemu/101/snapshot/x --get --data-urlencode force=1')
    expect(notes.map((note) => note.key)).toEqual(
      expect.arrayContaining(['export.root-ticket', 'export.shell-left-out', 'export.proofs-left-out']),
    )
  })
})

describe('Ansible', () => {
  test('is YAML whose hostile values are never templates', () => {
    const text = textOf('ansible')
    const [play] = parse(text, { customTags: [{ tag: '!unsafe', resolve: (value: string) => value }] })
    expect(play.tasks).toHaveLength(2)
    expect(play.tasks[0]['ansible.builtin.uri'].body.description).toBe(hostile)
    expect(text.match(/!unsafe/g)?.length).toBeGreaterThanOrEqual(3)
    expect(play.tasks[1]['ansible.builtin.uri'].url).toContain('/snapshot/x?force=1')
  })

  const installed = spawnSync('ansible-playbook', ['--version']).status === 0
  const required = (process.env['STEWARD_REQUIRE'] ?? '').split(',').includes('ansible')
  test.skipIf(!installed && !required)(
    'passes Ansible’s own check of syntax (skipped: ansible-core is not installed)',
    () => {
      const file = join(mkdtempSync(join(tmpdir(), 'steward-export-')), 'plan.yml')
      writeFileSync(file, textOf('ansible'))
      execFileSync('ansible-playbook', ['--syntax-check', file], { stdio: 'pipe' })
    },
  )
})

describe('Terraform', () => {
  test('is HCL that keeps hostile notes as text', () => {
    const [parsed] = hcl.parseToObject(textOf('terraform'))
    const [vm] = parsed.resource.proxmox_virtual_environment_vm.vm101
    expect(vm).toMatchObject({ node_name: 'alder', vm_id: 101, tags: ['a', 'b'] })
    expect(vm.description).toContain("it's")
  })

  test('takes what was asked for as it was asked for, and signs that a terminal eats', () => {
    const plan = planOf('guest-config', { vmid: 101, set: { description: 'a\b\f\\b' } }, ...change.steps)
    const { text } = exportPlan('terraform', plan)
    expect(text).toContain(String.raw`description = "a\u0008\u000c\\b"`)
    expect(hcl.parseToObject(text ?? '')[1]).toBeNull()
  })

  test('says that it cannot end a task, or pull a plug', () => {
    const rescue = planOf('guest-rescue', { vmid: 101 }, step({ kind: 'look' }))
    expect(exportPlan('terraform', rescue)).toEqual({ text: null, notes: [{ key: 'export.terraform-cannot' }] })
  })
})
