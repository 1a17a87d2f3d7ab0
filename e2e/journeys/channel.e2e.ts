import type { Page } from '@playwright/test'
import { isNotTooWide, seriousFindings } from '../every-route.ts'
import { expect, test } from '../world.ts'

test.setTimeout(150_000)
test.use({ scenario: 'stale-locks' })

const headline = (page: Page) => page.getByRole('heading', { level: 1 })
const node = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const channel = '/settings/clusters/stale-locks/shell'

/** Through the page, as a person does; the simulated node lets Steward's key in without being asked. */
async function proveAttic(page: Page) {
  const attic = node(page, 'attic')
  await page.goto(channel)
  await attic.getByRole('button', { name: 'Look at its key' }).click()
  await attic.getByLabel('I have compared it on the node. It is the same.').check()
  await attic.getByRole('button', { name: 'Confirm this key' }).click()
  await attic.getByRole('button', { name: 'Prove it', exact: true }).click()
  await expect(attic.getByRole('heading', { level: 3 })).toHaveText(/Steward runs the listed commands/)
}

test('a node is set up, and a left-over lock of a container goes by SSH without a person', async ({ page, signIn }) => {
  await signIn(page)
  await page.waitForURL('**/c/**')
  await page.goto('/settings/clusters/stale-locks')
  await page.getByRole('link', { name: 'Set up the node channel' }).click()
  await expect(headline(page)).toHaveText('Node channel')
  await expect(page.getByText('It ends no process.')).toBeVisible()
  await expect(page.getByText('Only runs of root@pam go this way', { exact: false })).toBeVisible()

  const attic = node(page, 'attic')
  const verdict = attic.getByRole('heading', { level: 3 })
  await expect(verdict).toHaveText('Not set up. A person runs the commands on this node.')
  await attic.getByRole('button', { name: 'Look at its key' }).click()
  await expect(verdict).toHaveText('Its server has shown a key. Compare it before anybody signs in.')
  // What had the focus is gone; the new verdict has it.
  await expect(verdict).toBeFocused()
  await expect(attic.getByText(/^SHA256:[A-Za-z0-9+/]{43}$/)).toBeVisible()
  await expect(attic.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBeVisible()
  const confirm = attic.getByRole('button', { name: 'Confirm this key' })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await confirm.click({ force: true })
  await attic.getByLabel('I have compared it on the node. It is the same.').check()
  expect(await seriousFindings(page)).toEqual([])
  await confirm.click()

  await expect(verdict).toHaveText(/^Its key is confirmed\./)
  const commands = attic.getByRole('group', { name: 'Commands to install' })
  await expect(commands).toContainText('/etc/ssh/steward_authorized_keys')
  await expect(commands).toContainText('sshd -t && systemctl reload ssh')
  await expect(commands).toContainText('restrict,command="/usr/local/sbin/steward-dispatch" ssh-ed25519 ')
  expect(await seriousFindings(page)).toEqual([])
  await attic.getByRole('button', { name: 'Prove it', exact: true }).click()
  await expect(verdict).toHaveText('Steward runs the listed commands on this node by SSH.')
  await expect(attic.getByText(/^Last proven \d\d:\d\d\.$/)).toBeVisible()
  await attic.getByText(/^All \d+ probes passed$/).click()
  const probes = attic.getByRole('list', { name: 'Probes' })
  await expect(probes.getByText('File transfer')).toBeVisible()
  await expect(probes.getByText('failed', { exact: true })).toHaveCount(0)
  expect(await seriousFindings(page)).toEqual([])

  await page.goto('/c/stale-locks/guests/108')
  await page.getByRole('link', { name: 'Clear the lock' }).click()
  await expect(page.getByText('Steward runs it over the node channel of attic')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the lock of ct-backup' }).click()
  await expect(headline(page)).toHaveText('Done: Clear the lock of ct-backup.')
})

test('a key that changed is refused with what to check, and a run waits for a person again', async ({
  page,
  signIn,
  simulator,
}) => {
  await signIn(page)
  await page.waitForURL('**/c/**')
  await proveAttic(page)
  await simulator.event('ssh-host-key-renew', { node: 'attic' })
  const attic = node(page, 'attic')
  const verdict = attic.getByRole('heading', { level: 3 })
  await attic.getByRole('button', { name: 'Prove it again' }).click()
  await expect(verdict).toHaveText('Refused: its server shows another key than the confirmed one.')
  await expect(attic.getByText(/^SHA256:/)).toHaveCount(2)
  await expect(attic.getByText('somebody may stand in between', { exact: false })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])

  await page.goto('/c/stale-locks/guests/108')
  await page.getByRole('link', { name: 'Clear the lock' }).click()
  await page.getByRole('button', { name: 'Clear the lock of ct-backup' }).click()
  await expect(headline(page)).toHaveText('One command on attic, and it goes on by itself.')
  await page.getByRole('link', { name: 'let it, by SSH' }).click()

  await attic.getByLabel('I have compared it on the node. It is the same.').check()
  await attic.getByRole('button', { name: 'Confirm the new key' }).click()
  await expect(verdict).toHaveText(/^Its key is confirmed\./)
  await attic.getByText('Take it away again').click()
  await expect(attic.getByRole('group', { name: 'Commands to remove' })).toContainText('rm -f /etc/ssh/sshd_config.d/')
  await attic.getByRole('button', { name: 'Remove attic from the channel' }).click()
  await expect(verdict).toHaveText('Not set up. A person runs the commands on this node.')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a server that does not answer says so, and nothing is wider than the window', async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    await page.goto(channel)
    const attic = node(page, 'attic')
    await attic.getByLabel('Port').fill('1')
    await attic.getByRole('button', { name: 'Look at its key' }).tap()
    await expect(attic.getByRole('heading', { level: 3 })).toHaveText(/does not answer/)
    await expect(attic.getByText('The last try failed: nobody answered.')).toBeVisible()
    expect(await isNotTooWide(page)).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
  })
})

test('whoever may not change the cluster reads which right is missing', async ({ page, signIn }) => {
  await signIn(page, 'mia@pve')
  await page.waitForURL('**/c/**')
  await page.goto(channel)
  await expect(page.getByText('needs Sys.Modify on / of this cluster', { exact: false })).toBeVisible()
  await expect(node(page, 'attic')).toHaveCount(0)
})
