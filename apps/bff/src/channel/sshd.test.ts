import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { commandInput, commandWords, type ShellCommand } from '@steward/runbooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dispatcherDigest, dispatcherText } from './dispatcher.ts'
import { makeKeyPair } from './keys.ts'
import { proveChannel } from './prove.ts'
import { lookAtHostKey, openSsh, runOverSsh, SshFailure } from './ssh.ts'
import { attacks } from './testing/attacks.ts'
import { corosyncConf, fakeNode, type FakeNode } from './testing/node.ts'
import { sshdIsHere, startSshd, type RealSshd } from './testing/sshd.ts'

/** Against a real OpenSSH server, set up with the commands that Steward shows. */
describe.runIf(sshdIsHere())('over a real sshd', () => {
  let node: FakeNode
  let sshd: RealSshd
  let keyLine: string
  beforeAll(async () => {
    node = fakeNode()
    sshd = await startSshd(node)
    keyLine = `restrict,command="${node.dispatcher}" ${sshd.publicKey}`
  })
  beforeEach(() => {
    node.forget()
    sshd.authorize(keyLine)
  })
  afterAll(async () => {
    await sshd.stop()
    node.remove()
  })

  const send = (command: ShellCommand) =>
    runOverSsh(sshd.target, commandWords(command).join(' '), { input: commandInput(command) })
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail('it worked'),
      (error: unknown) => (error instanceof SshFailure ? error : expect.fail(String(error))),
    )

  test('the shown commands put down the dispatcher, a restricted key, and a drop-in that keeps root’s own keys', async () => {
    expect(sshd.installed.dispatcher).toBe(dispatcherText)
    expect(sshd.installed.keys).toBe(`restrict,command="/usr/local/sbin/steward-dispatch" ${sshd.publicKey}\n`)
    expect(sshd.installed.dropIn).toContain(
      '.ssh/authorized_keys .ssh/authorized_keys2 /etc/ssh/steward_authorized_keys',
    )
    const own = await runOverSsh({ ...sshd.target, privateKey: sshd.ownKey }, 'echo "I am $((40 + 2))"')
    expect(own).toMatchObject({ status: 0, output: 'I am 42' })
  })

  test('the key that is pinned is the one that ssh-keygen prints', async () => {
    const seen = await lookAtHostKey(sshd.target)
    expect(seen).toBe(sshd.target.hostKey)
    const printed = spawnSync('sh', ['-c', `ssh-keygen -lf ${node.folder}/sshd/host_key`]).stdout.toString()
    expect(printed).toContain(seen)
  })

  test('a listed command runs, with its status, output and digest', async () => {
    node.program('pct', 'echo "no lock found"; exit 25')
    expect(await send({ name: 'guest-unlock', kind: 'lxc', vmid: 108 })).toEqual({
      status: 25,
      output: 'no lock found',
      digest: createHash('sha256').update('no lock found\n').digest('hex'),
      cut: false,
    })
    expect(node.calls()).toEqual(['pct unlock 108'])
    const { digest } = await send({ name: 'corosync-read' })
    const content = corosyncConf.replace('config_version: 3', 'config_version: 9')
    expect((await send({ name: 'corosync-replace', digest, content })).status).toBe(0)
    expect(node.read('/etc/pve/corosync.conf')).toBe(content)
  })

  test('the proof holds: the listed commands work and everything else is refused', async () => {
    const probes = await proveChannel(sshd.target)
    expect(probes.filter((probe) => !probe.ok)).toEqual([])
    const tried = probes.map((probe) => probe.what)
    for (const what of ['id', 'shell', 'terminal', 'sftp', 'port-forwarding', 'listening-port', 'environment'])
      expect(tried).toContain(what)
    expect(new Set(node.calls())).toEqual(new Set(['systemctl is-active pveproxy', 'pvecm status']))
  })

  describe('the proof fails', () => {
    const failing = async () =>
      (await proveChannel(sshd.target)).filter((probe) => !probe.ok).map((probe) => probe.what)

    test('for a key without the forced command, before anything else is tried', async () => {
      sshd.authorize(`restrict ${sshd.publicKey}`)
      expect(await failing()).toEqual(['dispatcher'])
    })

    test('for a dispatcher that runs what it is told, at the first command', async () => {
      const script = `${node.folder}/lenient`
      const answer = `case $SSH_ORIGINAL_COMMAND in sha256sum*) echo ${dispatcherDigest};; *) eval "$SSH_ORIGINAL_COMMAND";; esac`
      spawnSync('sh', ['-c', `cat >${script}; chmod 755 ${script}`], { input: `#!/bin/sh\n${answer}\n` })
      sshd.authorize(`restrict,command="${script}" ${sshd.publicKey}`)
      const found = await failing()
      expect(found.at(-1)).toBe('id')
    })

    test('for a key that is not restricted, by each thing that it opens', async () => {
      sshd.authorize(`command="${node.dispatcher}" ${sshd.publicKey}`)
      const found = await failing()
      for (const what of ['terminal', 'agent-forwarding', 'port-forwarding', 'listening-port'])
        expect(found).toContain(what)
      expect(found).not.toContain('shell')
    })
  })

  describe('attacks', () => {
    test('none of them runs anything', async () => {
      const session = await openSsh(sshd.target)
      const tried = async (line: string) => {
        const { status, output } = await session.exec(line)
        const told = JSON.stringify(line).slice(0, 200)
        expect([status, output.split(':')[0]], told).toEqual([126, 'steward-dispatch refuses'])
      }
      for (let at = 0; at < attacks.length; at += 6) await Promise.all(attacks.slice(at, at + 6).map(tried))
      session.close()
      expect(node.calls()).toEqual([])
    })

    test.each(['qm unlock 1\0 00', 'pvecm status\0;id', '\0'])('a NUL byte (%j) runs nothing', async (line) => {
      const end = await runOverSsh(sshd.target, line).catch((error: unknown) => error)
      expect(end instanceof SshFailure || (end as { status: number }).status === 126).toBe(true)
      expect(node.calls()).toEqual([])
    })

    test('a command that is too long for the system runs nothing', async () => {
      const end = await runOverSsh(sshd.target, `pvecm status ${'x'.repeat(200_000)}`).catch((error: unknown) => error)
      expect(end instanceof SshFailure || (end as { status: number }).status !== 0).toBe(true)
      expect(node.calls()).toEqual([])
    })

    test('what is typed after a command is not read as one', async () => {
      node.program('pvecm', 'cat')
      expect(await runOverSsh(sshd.target, 'pvecm status', { input: 'id\nexit\n' })).toMatchObject({
        status: 0,
        output: '',
      })
    })

    test('variables do not reach what runs', async () => {
      node.program('pvecm', 'env')
      const env = {
        PATH: '/tmp',
        LC_ALL: 'x',
        ENV: '/tmp/x',
        BASH_ENV: '/tmp/x',
        TERM: 'x',
        SSH_ORIGINAL_COMMAND: 'id',
      }
      const { output } = await runOverSsh(sshd.target, 'pvecm status', { env })
      expect(output).not.toMatch(/\/tmp\/x|^TERM=|^ENV=|^PATH=\/tmp$|LC_ALL=x|SSH_/m)
      expect(node.calls()).toEqual(['pvecm status'])
    })

    test('of the real clients: scp, sftp, ssh with a terminal, tunnels', () => {
      const keyFile = `${node.folder}/key`
      spawnSync('sh', ['-c', `umask 077; cat >${keyFile}`], { input: sshd.target.privateKey })
      const options = `-i ${keyFile} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes`
      const at = `${sshd.target.user}@127.0.0.1`
      const { port } = sshd.target
      const stolen = `${node.folder}/stolen`
      for (const command of [
        `scp -O ${options} -P ${port} ${at}:/etc/hostname ${stolen}`,
        `scp ${options} -P ${port} ${at}:/etc/hostname ${stolen}`,
        `echo "get /etc/hostname ${stolen}" | sftp -b - ${options} -P ${port} ${at}`,
        `ssh -tt ${options} -p ${port} ${at}`,
        `ssh -A -X ${options} -p ${port} ${at} env`,
        `ssh -o ExitOnForwardFailure=yes -R 127.0.0.1:0:127.0.0.1:22 ${options} -p ${port} ${at} pvecm status`,
        `ssh -W 127.0.0.1:${port} ${options} -p ${port} ${at} </dev/null`,
        `ssh -s ${options} -p ${port} ${at} sftp`,
      ]) {
        const { status, stdout } = spawnSync('sh', ['-c', command], { timeout: 20_000 })
        expect(status, command).not.toBe(0)
        expect(stdout.toString(), command).toBe('')
      }
      expect(spawnSync('test', ['-e', stolen]).status).toBe(1)
      expect(node.calls()).toEqual([])
    })
  })

  test('a key that is not on the node is refused', async () => {
    const { privateKey } = makeKeyPair('another')
    expect(await failure(runOverSsh({ ...sshd.target, privateKey }, 'pvecm status'))).toMatchObject({
      kind: 'key-refused',
      sent: false,
    })
    expect(node.calls()).toEqual([])
  })

  test('a flood is cut', async () => {
    node.program('pvecm', 'exec yes flood')
    const end = await runOverSsh(sshd.target, 'pvecm status')
    expect(end.cut).toBe(true)
    expect(end.output.length).toBeLessThanOrEqual(65_536)
  })

  test('output is safe to show', async () => {
    node.program('pvecm', String.raw`printf '\033[2Jred\202\007 \342\200\256txt'`)
    const { output } = await runOverSsh(sshd.target, 'pvecm status')
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(output).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(output).toContain('red')
  })

  test('a command that hangs is ended by the node, and a node that hangs is not waited for', async () => {
    node.change('run 20 pvecm nodes', 'run 1 pvecm nodes')
    node.program('pvecm', 'sleep 60')
    expect((await runOverSsh(sshd.target, 'pvecm nodes')).status).toBe(124)
    expect(await failure(runOverSsh(sshd.target, 'pvecm status', { timeoutMs: 500 }))).toMatchObject({
      kind: 'timeout',
      sent: true,
    })
  })

  test('a connection that breaks off in the middle leaves it open whether it was done', async () => {
    node.program('pvecm', 'sleep 5')
    const proxy = createServer((near) => {
      const far = connect(sshd.target.port, '127.0.0.1')
      near.pipe(far).pipe(near)
      far.on('error', () => near.destroy())
      near.on('error', () => far.destroy())
      const timer = setInterval(() => node.calls().length > 0 && near.destroy(), 50)
      near.on('close', () => clearInterval(timer))
    })
    const port = await new Promise<number>((done) =>
      proxy.listen(0, '127.0.0.1', () => done((proxy.address() as { port: number }).port)),
    )
    expect(await failure(runOverSsh({ ...sshd.target, port }, 'pvecm status'))).toMatchObject({
      kind: 'lost',
      sent: true,
    })
    proxy.close()
  })

  test('a server that is not there, or not allowed to be asked, is told', async () => {
    expect(await failure(lookAtHostKey({ host: '127.0.0.1', port: 1 }))).toMatchObject({ kind: 'unreachable' })
    expect(await failure(lookAtHostKey({ host: '169.254.169.254', port: 22 }))).toMatchObject({
      kind: 'refused-address',
    })
  })

  test('another host key ends it before anything is sent', async () => {
    await sshd.changeHostKey()
    const changed = await failure(runOverSsh(sshd.target, 'pvecm status'))
    expect(changed).toMatchObject({ kind: 'host-key-changed', sent: false })
    expect(changed.seen).toMatch(/^SHA256:/)
    expect(changed.seen).not.toBe(sshd.target.hostKey)
    expect(sshd.log()).not.toContain('Accepted publickey')
    expect(node.calls()).toEqual([])
  })
})
