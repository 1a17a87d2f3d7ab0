import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  commandInput,
  commandText,
  commandWords,
  pveServices,
  shellCommandNames,
  timeoutSecOf,
  type ShellCommand,
} from '@steward/runbooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dispatcherDigest, dispatcherText } from './dispatcher.ts'
import { attacks } from './testing/attacks.ts'
import { corosyncConf, fakeNode, interfaces, samples, type FakeNode } from './testing/node.ts'

let node: FakeNode
beforeEach(() => {
  node = fakeNode()
})
afterEach(() => node.remove())

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function ask(command: string | undefined, { input = '', env = {}, shell = '/bin/sh' } = {}) {
  const result = spawnSync(shell, [node.dispatcher], {
    input,
    env: { ...env, ...(command !== undefined && { SSH_ORIGINAL_COMMAND: command }) },
    maxBuffer: 2 ** 24,
  })
  return { status: result.status, out: result.stdout.toString(), err: result.stderr.toString() }
}
const send = (command: ShellCommand) => ask(commandWords(command).join(' '), { input: commandInput(command) ?? '' })

const all: readonly ShellCommand[] = Object.values(samples).flat()
/** The fixed beginnings of what it takes, as they stand in the script. */
const taken = [...dispatcherText.matchAll(/^ {2}'([^']+)'\*?\) /gm)].map((found) => found[1] ?? '')

describe('the list', () => {
  test('is the same in the script and in the commands of runs', () => {
    expect(Object.keys(samples).toSorted()).toEqual([...shellCommandNames].toSorted())
    const beginnings = all.map((command) => {
      const line = commandWords(command).join(' ')
      const fits = taken.filter((begin) => (begin.endsWith(' ') ? line.startsWith(begin) : line === begin))
      expect(fits, line).toHaveLength(1)
      return fits[0]
    })
    expect(new Set(beginnings)).toEqual(new Set(taken))
    expect(taken.length).toBeGreaterThan(20)
  })

  test.each(all.map((command) => [commandWords(command).slice(0, 4).join(' ').slice(0, 60), command] as const))(
    '%s is not refused, and runs exactly these words',
    (_, command) => {
      const { status } = send(command)
      expect(status).not.toBe(126)
      const words = commandWords(command).join(' ').replace(' /etc/ssh', ` ${node.root}/etc/ssh`)
      const run = words.replace(' /etc/pve', ` ${node.root}/etc/pve`)
      const isProgram = /^(qm|pct|pvecm|fuser|systemctl|ssh-keygen|chronyc|timedatectl) /.test(run)
      expect(node.calls()).toEqual(isProgram ? [run] : [])
    },
  )

  test('of services is the same, too', () => {
    for (const service of pveServices) expect(send({ name: 'service-state', service }).status).toBe(0)
    const inScript = /service\(\) \{\n {2}case \$1 in\n([\s\S]*?) {4}\*\)/.exec(dispatcherText)?.[1] ?? ''
    expect(new Set(inScript.match(/[a-z-]+/g))).toEqual(new Set(pveServices))
  })

  test('is typed by a person in words that a shell can read', () => {
    for (const command of all)
      expect(spawnSync('sh', ['-n'], { input: commandText(command) }).stderr.toString(), commandText(command)).toBe('')
  })

  test('is given more time by Steward than the dispatcher gives it', () => {
    for (const command of all) {
      const begin = commandWords(command).join(' ')
      const row = dispatcherText.split('\n').find((line) => {
        const [, taken] = /^ {2}'([^']+)'/.exec(line) ?? []
        return taken !== undefined && (taken.endsWith(' ') ? begin.startsWith(taken) : begin === taken)
      })
      expect(timeoutSecOf(command), begin).toBeGreaterThan(Number(/ run (\d+) /.exec(row ?? '')?.[1] ?? 60))
    }
  })

  test('takes no argument of another kind', () => {
    expect(() => commandWords({ name: 'guest-unlock', kind: 'qemu', vmid: 1.5 })).toThrow()
    expect(() => commandWords({ name: 'pvecm-delnode', node: '-f' })).toThrow()
    expect(() => commandWords({ name: 'qdevice-setup', address: '--force' })).toThrow()
    for (const content of ['post-up id\n', '# ${self}\n', '% import os\n', 'auto a\\\n', 'auto vmbr1', 'auto a\r\n'])
      expect(() => commandWords({ name: 'interfaces-append', digest: '0'.repeat(64), content }), content).toThrow()
  })
})

describe.each(['/bin/sh', '/bin/bash'])('under %s', (shell) => {
  test.each(attacks.map((line) => [JSON.stringify(line).slice(0, 80), line] as const))('%s is refused', (_, line) => {
    const { status, out, err } = ask(line, { shell })
    expect(status).toBe(126)
    expect(out).toBe('')
    expect(err).toMatch(/^steward-dispatch refuses: [^\n]+\n$/)
    expect(node.calls()).toEqual([])
    expect(node.syslog()).toMatch(/^-t steward -p auth.warning -- refused [\x20-\x7e]{1,400}\n$/)
  })
})

test('without any command there is no shell', () => {
  expect(ask(undefined)).toMatchObject({ status: 126, out: '' })
})

describe('a command that runs', () => {
  test('keeps its exit status and output, and is logged with both ends', () => {
    node.program('pct', 'echo "no lock found trying to remove any lock" >&2; exit 25')
    expect(ask('pct unlock 108')).toEqual({ status: 25, out: 'no lock found trying to remove any lock\n', err: '' })
    expect(node.syslog()).toBe(
      '-t steward -p auth.info -- runs: pct unlock 108\n-t steward -p auth.info -- ended with 25: pct unlock 108\n',
    )
  })

  test('sees nothing of the caller’s environment and no input', () => {
    node.program('pvecm', 'env; cat; pwd >/dev/null; umask')
    const env = {
      PATH: '/tmp',
      LD_PRELOAD: '',
      IFS: 'x',
      ENV: '/tmp/x',
      BASH_ENV: '/tmp/x',
      SECRET: '1',
      LC_ALL: 'zh_CN',
    }
    const { out } = ask('pvecm status', { env, input: 'typed' })
    const seen = out.split('\n').filter((line) => line !== '' && !/^(PWD|_|SHLVL|OLDPWD)=/.test(line))
    expect(seen.toSorted()).toEqual([
      '0077',
      'HOME=/root',
      'LC_ALL=C',
      expect.stringMatching(/^PATH=.*:\/usr\/bin:\/bin$/),
    ])
  })

  test('is ended when it hangs, with what it started', () => {
    node.change('run 20 pvecm status', 'run 1 pvecm status')
    node.program('pvecm', 'sleep 300 & echo $!; sleep 300')
    const { status, out } = ask('pvecm status')
    expect(status).toBe(124)
    // Gone, or dead and not yet buried by its parent.
    expect(spawnSync('ps', ['-o', 'stat=', '-p', out.trim()]).stdout.toString()).toMatch(/^Z|^$/)
  })

  test('that floods is cut', () => {
    node.program('pvecm', 'exec yes flood')
    const { status, out } = ask('pvecm status')
    expect(out.length).toBe(65_536)
    expect(status).not.toBe(0)
  })

  test('does not need the syslog', () => {
    node.change('logger -t', 'no-such-program -t')
    expect(ask('pvecm status')).toMatchObject({ status: 0, out: 'pvecm says hello\n', err: '' })
  })
})

test('its own digest is what Steward compares', () => {
  expect(send({ name: 'dispatcher-digest' }).out.slice(0, 64)).toBe(dispatcherDigest)
})

test('sources of APT are shown, credentials beside them are not', () => {
  const { status, out } = send({ name: 'apt-sources' })
  expect(status).toBe(0)
  expect(out).toContain('download.proxmox.com')
  expect(out).not.toContain('never-shown')
})

describe('the folder of a node that is gone', () => {
  const config = '/etc/pve/nodes/gone/qemu-server/100.conf'
  const listed = () => /digest ([0-9a-f]{64})\n$/.exec(send({ name: 'ghost-list', node: 'gone' }).out)?.[1] ?? ''

  test('is listed, and only as listed removed, with a copy kept', () => {
    node.write(config, 'cores: 2\n')
    const { out } = send({ name: 'ghost-list', node: 'gone' })
    expect(out).toContain(`${sha256('cores: 2\n')}  ${config}\n`)
    const digest = listed()
    node.write('/etc/pve/nodes/gone/lxc/101.conf', 'cores: 1\n')
    expect(send({ name: 'ghost-remove', node: 'gone', digest })).toMatchObject({ status: 1, out: '' })
    expect(node.has(config)).toBe(true)
    expect(send({ name: 'ghost-remove', node: 'gone', digest: listed() }).status).toBe(0)
    expect(node.has('/etc/pve/nodes/gone')).toBe(false)
    const kept = spawnSync('tar', ['-xOf', `${node.root}/var/backups/steward-node-gone.tar`, 'gone/lxc/101.conf'])
    expect(kept.stdout.toString()).toBe('cores: 1\n')
  })

  test('can be removed when nothing is in it', () => {
    node.write('/etc/pve/nodes/gone/.x', '')
    spawnSync('rm', [`${node.root}/etc/pve/nodes/gone/.x`])
    expect(send({ name: 'ghost-remove', node: 'gone', digest: listed() }).status).toBe(0)
    expect(node.has('/etc/pve/nodes/gone')).toBe(false)
  })

  test('stays when the node is a member, or the members cannot be told', () => {
    node.write('/etc/pve/nodes/attic/qemu-server/100.conf', '')
    expect(send({ name: 'ghost-list', node: 'attic' }).err).toContain('attic is a member')
    node.write(config, '')
    node.write('/etc/pve/corosync.conf', '')
    expect(send({ name: 'ghost-list', node: 'gone' }).err).toContain('members of the cluster cannot be read')
  })

  test('is listed by the typed words with the same digest', () => {
    node.write(config, 'cores: 2\n')
    const typed = commandText({ name: 'ghost-list', node: 'gone' }).replace('/etc/pve', `${node.root}/etc/pve`)
    const { stdout } = spawnSync('sh', ['-c', `${typed} | sed "s|${node.root}||"`])
    expect(sha256(stdout.toString())).toBe(listed())
  })
})

describe('corosync.conf', () => {
  const file = '/etc/pve/corosync.conf'
  const next = corosyncConf
    .replace('config_version: 3', 'config_version: 4')
    .replace('quorum_votes: 1', 'quorum_votes: 2')
  const replace = (digest: string, content: string) => send({ name: 'corosync-replace', digest, content })

  test('is replaced by one with a higher version, and the former one is kept', () => {
    expect(replace(sha256(corosyncConf), next).status).toBe(0)
    expect(node.read(file)).toBe(next)
    expect(node.read(`${file}.bak`)).toBe(corosyncConf)
    expect(node.has(`${file}.new`)).toBe(false)
  })

  test.each([
    ['another digest', '0'.repeat(64), next, /changed meanwhile/],
    ['the same version', sha256(corosyncConf), corosyncConf, /must be higher than 3/],
  ])('stays with %s', (_, digest, content, words) => {
    expect(replace(digest, content)).toMatchObject({ status: 1, err: expect.stringMatching(words) })
    expect(node.read(file)).toBe(corosyncConf)
  })

  test.each([
    ['a file that corosync would write', `${next}logging {\n  logfile: /etc/cron.d/x\n}\n`],
    ['text that was cut on the way', next.slice(0, -20)],
    ['a byte that is no text', next.replace('house', 'hou\0se')],
    ['a carriage return', next.replace('house\n', 'house\r\n')],
    ['nothing', ''],
  ])('stays with %s, whoever sends it', (name, content) => {
    const bytes = name.startsWith('text') ? next.length : content.length
    const { status } = ask(`corosync-conf replace ${sha256(corosyncConf)} ${bytes}`, { input: content })
    expect([1, 126]).toContain(status)
    expect(node.read(file)).toBe(corosyncConf)
    expect(node.has(`${file}.new`)).toBe(false)
  })
})

describe('/etc/network/interfaces', () => {
  const file = '/etc/network/interfaces'
  const more = '\n# a second bridge\nauto vmbr1\niface vmbr1 inet static\n\taddress 192.0.2.2/24\n\tbridge-ports none\n'
  const append = (digest: string, content: string) => send({ name: 'interfaces-append', digest, content })

  test('gets the new lines at its end, and the former one is kept', () => {
    expect(append(sha256(interfaces), more).status).toBe(0)
    expect(node.read(file)).toBe(interfaces + more)
    expect(node.read(`${file}.bak`)).toBe(interfaces)
  })

  test('stays when it has changed, or changes wait for the next reload', () => {
    expect(append('0'.repeat(64), more).err).toContain('changed meanwhile')
    node.write(`${file}.new`, interfaces)
    expect(append(sha256(interfaces), more).err).toContain('wait for the next reload')
    expect(node.read(file)).toBe(interfaces)
  })

  test.each(['post-up id', 'up id', 'source /tmp/x', '# ${__import__("os")}', '<% x %>', '% x', 'address 1;id'])(
    'takes no line such as %s, whoever sends it',
    (line) => {
      const input = `auto vmbr1\n${line}\n`
      const { status } = ask(`interfaces append ${sha256(interfaces)} ${input.length}`, { input })
      expect(status).toBe(1)
      expect(node.read(file)).toBe(interfaces)
    },
  )
})
