import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, startServer, test } from '../world.ts'
import { totp } from '../totp.ts'

test('a wrong password is told in PVE’s words, the right one opens the overview', async ({ page, signIn }) => {
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill('root')
  await page.getByLabel('Password').fill('not this')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('authentication failure')).toBeVisible()
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
})

test('a second factor by TOTP', async ({ page, signIn, simulator }) => {
  await signIn(page, 'otto@pve')
  const secret = simulator.accounts.find((account) => account.username === 'otto@pve')?.totpSecret ?? ''
  const { now } = await simulator.ask<{ now: number }>('/state')
  await page.getByLabel('Code from the app').fill(totp(secret, now))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
})

test('a user with two guests sees two guests and no quorum', async ({ page, signIn }) => {
  await signIn(page, 'mia@pve')
  await page.getByRole('navigation').getByRole('link', { name: 'Guests' }).first().click()
  await expect(page.getByText('home-assistant')).toBeVisible()
  await expect(page.getByText('jellyfin')).toHaveCount(0)
})

test('signing out ends what an open page sees', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await page.getByRole('button', { name: 'Account of root@pam' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/sign-in/)
  await page.goto('/c/home-lab/guests')
  await expect(page).toHaveURL(/sign-in/)
})

test('when PVE can sign nobody in, the code from the terminal opens the last known facts', async ({
  page,
  simulator,
}) => {
  const node = simulator.nodes[0]
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  const server = await startServer({
    STEWARD_PVE_URL: `https://${node?.host}:${node?.port}`,
    STEWARD_PVE_FINGERPRINT: node?.fingerprint ?? '',
    STEWARD_PVE_TOKEN_FILE: tokenFile,
  })
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200)
  for (const { name } of simulator.nodes) await simulator.event('node-power-off', { node: name })
  await page.goto(`${server.url}/sign-in`)
  const code = /read-only view: (\S+)/.exec(server.output())?.[1] ?? ''
  await page.getByLabel('Code from the terminal').fill(code)
  await page.getByRole('button', { name: 'Open read-only' }).click()
  await expect(page.getByText('Opened with a code from the terminal', { exact: false })).toBeVisible()
  await expect(page.getByText('alder').first()).toBeVisible()
  await expect(page.getByText('All is well.')).toHaveCount(0)
  await server.stop()
})

test('the address of a cluster that is not there keeps the bar, and a sign-out that fails says so', async ({
  page,
  signIn,
  server,
}) => {
  await signIn(page)
  await expect(page).toHaveURL(/\/c\/home-lab/)
  await page.goto('/c/nowhere/guests')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
  await page.getByRole('button', { name: /root@pam/ }).click()
  await server.stop()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
})
