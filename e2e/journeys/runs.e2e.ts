import type { Page } from '@playwright/test'
import { isNotTooWide, seriousFindings } from '../every-route.ts'
import { expect, test } from '../world.ts'

test.setTimeout(150_000)

const headline = (page: Page) => page.getByRole('heading', { level: 1 })
const inMainMenu = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).last()

test.describe('a hung shutdown, on a phone', () => {
  test.use({ scenario: 'hung-shutdown', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a guest that ignores the power button is found stuck and rescued in three taps', async ({ page, signIn }) => {
    await signIn(page, 'lena@pve')
    await page.waitForURL('**/c/**')
    await inMainMenu(page, 'Guests').tap()
    await page.waitForURL('**/guests')
    await page.getByRole('link', { name: 'deaf', exact: true }).first().tap()
    await expect(
      page.getByRole('heading', { name: 'The shutdown is waiting for the guest, and the guest is not listening.' }),
    ).toBeVisible()
    await page.getByRole('link', { name: 'Rescue', exact: true }).tap()
    // What it checked and what it costs stands there before the press.
    await expect(page.getByText('A qmshutdown of lena@pve is waiting for it, and holds its lock file.')).toBeVisible()
    await expect(page.getByText('What is not saved inside is lost.').first()).toBeVisible()
    await expect(page.getByText('overrule-shutdown=1')).toBeVisible()
    expect(await isNotTooWide(page)).toBe(true)
    await page.getByRole('button', { name: 'Rescue deaf' }).tap()
    await expect(headline(page)).toHaveText('Done: Rescue deaf.')
    await expect(page.getByText(/Read back from PVE at [\d:]+: it is so\./)).toBeVisible()
    expect(await isNotTooWide(page)).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await page.reload()
    await expect(headline(page)).toHaveText('Done: Rescue deaf.')
    await page.getByRole('navigation', { name: 'Runs' }).getByRole('link', { name: 'deaf' }).tap()
    await expect(page.getByText('stopped').first()).toBeVisible()
  })

  test('a shutdown that is asked for here and hangs is overtaken by its rescue', async ({ page, signIn }) => {
    await signIn(page, 'lena@pve')
    await page.waitForURL('**/c/**')
    await inMainMenu(page, 'Guests').tap()
    await page.waitForURL('**/guests')
    await page.getByRole('link', { name: 'deaf', exact: true }).first().tap()
    await page.getByRole('link', { name: 'Rescue and start again' }).tap()
    await page.getByRole('button', { name: 'Rescue deaf' }).tap()
    await expect(headline(page)).toHaveText('Done: Rescue deaf.')
    const toGuest = page.getByRole('navigation', { name: 'Runs' }).getByRole('link', { name: 'deaf' })
    await toGuest.tap()
    await page.getByRole('button', { name: 'Shut down' }).tap()
    await expect(page.getByText('PVE presses the power button, which the guest may ignore.')).toBeVisible()
    await page.getByRole('button', { name: 'Shut down deaf' }).tap()
    await expect(headline(page)).toHaveText('Under way: Ask it to shut down.')
    await toGuest.tap()
    await expect(page.getByRole('link', { name: /Shut down deaf: under way/ })).toBeVisible()
    await page.getByRole('link', { name: 'Rescue', exact: true }).tap()
    await page.getByRole('button', { name: 'Rescue deaf' }).tap()
    await expect(headline(page)).toHaveText('Done: Rescue deaf.', { timeout: 60_000 })
    await inMainMenu(page, 'Runs').tap()
    await expect(page.getByRole('link', { name: 'Shut down deaf' })).toBeVisible()
    await expect(page.getByText('None at the moment.')).toHaveCount(1)
  })
})

test.describe('locks', () => {
  test.use({ scenario: 'stale-locks' })

  test('a left-over lock is proven, and cleared by root@pam for just this run', async ({ page, signIn, simulator }) => {
    await signIn(page, 'lena@pve')
    await page.waitForURL('**/c/**')
    await page.goto('/c/stale-locks/guests/101')
    await page.getByRole('link', { name: 'Clear the lock' }).click()
    await expect(page.getByText('No living task can be the owner of the lock “backup”')).toBeVisible()
    await expect(page.getByText('One step needs root@pam.', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: 'Clear the lock of backup-killed' }).click()
    await expect(headline(page)).toHaveText('The next step needs root@pam.')
    await expect(page.getByText('Nothing has been changed so far.')).toBeVisible()
    await expect(page.getByRole('link', { name: /Runs 1 needs a person/ })).toBeVisible()
    await page.getByLabel('Password of root@pam').fill('not it')
    await page.getByRole('button', { name: 'Sign in and go on' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    const root = simulator.accounts.find(({ username }) => username === 'root@pam')
    await page.getByLabel('Password of root@pam').fill(root?.password ?? '')
    await page.getByRole('button', { name: 'Sign in and go on' }).click()
    await expect(headline(page)).toHaveText('Done: Clear the lock of backup-killed.')
    await expect(page.getByText('PUT /nodes/attic/qemu/101/config')).toBeVisible()
  })

  test("a living backup's lock is refused, and its owner named", async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    await page.goto('/c/stale-locks/guests/102')
    await page.getByLabel('More actions').click()
    await page.getByRole('button', { name: 'Clear the lock' }).click()
    await expect(page.getByText(/A living vzdump of \S+ owns the lock “backup”/)).toBeVisible()
    const start = page.getByRole('button', { name: 'Clear the lock of backup-alive' })
    await expect(start).toHaveAttribute('aria-disabled', 'true')
    await start.click({ force: true })
    await page.goto('/c/stale-locks/runs')
    await expect(page.getByText('Nothing has been changed through Steward yet')).toBeVisible()
  })

  test('what only a shell can do waits for a person, and can be called off', async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    await page.goto('/c/stale-locks/guests/108')
    await page.getByRole('link', { name: 'Clear the lock' }).click()
    await page.getByRole('button', { name: 'Clear the lock of ct-backup' }).click()
    await expect(headline(page)).toHaveText('One command on attic, and it goes on by itself.')
    await expect(page.getByText('pct unlock 108').first()).toBeVisible()
    await page.goto('/c/stale-locks')
    await page.getByRole('link', { name: 'Clear the lock of ct-backup: waits for a command' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(headline(page)).toHaveText('Cancelled.')
  })

  test('a freeze is shown on every page and stops every start until it is lifted', async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    await page.getByRole('button', { name: /^Cluster:/ }).click()
    await page.getByRole('link', { name: 'Freeze all changes' }).click()
    await page.getByLabel('Why').fill('disks are being swapped')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Freeze', exact: true }).click()
    const banner = page.getByText(/Changes to this cluster are frozen until .* by root@pam\..*disks are being swapped/)
    await expect(banner).toBeVisible()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto('/c/stale-locks/guests/111')
    await expect(banner).toBeVisible()
    await page.getByRole('button', { name: 'Restart' }).click()
    await expect(page.getByText('changes are frozen', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Lift the freeze' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Lift the freeze' }).click()
    await expect(banner).toBeHidden()
  })
})

test.describe('several guests', () => {
  test('are shut down and started as one run, also after a double click', async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    for (const [act, title] of [
      ['Shut down', 'Shut down 2 guests'],
      ['Start', 'Start 2 guests'],
    ] as const) {
      await page.goto('/c/home-lab/guests')
      await page.getByLabel('Select jellyfin').check()
      await page.getByLabel('Select nextcloud').check()
      await expect(page.getByText('2 selected')).toBeVisible()
      await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: act, exact: true }).click()
      await expect(page.getByText('2 of 2 can be done; 4 at a time on each node.')).toBeVisible()
      await page.getByRole('button', { name: title }).dblclick()
      await expect(headline(page)).toHaveText(`Done: ${title}.`, { timeout: 60_000 })
      await expect(page.getByText('2 of 2 ended')).toBeVisible()
    }
    await page.goto('/c/home-lab/runs')
    await expect(page.getByRole('link', { name: /guests$/ })).toHaveText(['Start 2 guests', 'Shut down 2 guests'])
  })

  test('are chosen by range with the keyboard', async ({ page, signIn }) => {
    await signIn(page)
    await page.waitForURL('**/c/**')
    await page.goto('/c/home-lab/guests')
    const ticks = page.getByRole('checkbox', { name: /^Select (?!all)/ })
    await ticks.nth(0).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByText('3 selected')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await ticks.nth(0).click()
    await ticks.nth(3).click({ modifiers: ['Shift'] })
    await expect(page.getByText('4 selected')).toBeVisible()
  })
})

test('a small change needs no page of its own: the same facts stand in a dialog', async ({ page, signIn }) => {
  await signIn(page)
  await page.waitForURL('**/c/**')
  await page.goto('/c/home-lab/guests')
  await expect(page.getByRole('link', { name: 'jellyfin' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('shut down jellyfin')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Shut down jellyfin' }).click()
  await expect(headline(page)).toHaveText('Done: Shut down jellyfin.', { timeout: 60_000 })
  await page.getByRole('navigation', { name: 'Runs' }).getByRole('link', { name: 'jellyfin' }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Start jellyfin' })
  await expect(dialog.getByText('The cluster has quorum.')).toBeVisible()
  await expect(dialog.getByText('No data is touched.', { exact: false })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Start jellyfin' }).click()
  await expect(headline(page)).toHaveText('Done: Start jellyfin.', { timeout: 60_000 })
})

test('a plan that is not the one that was read starts nothing, and the new one is shown', async ({ page, signIn }) => {
  await signIn(page)
  await page.waitForURL('**/c/**')
  // The first plan comes with another name than the server gives it, as after a change in between.
  await page.route(
    '**/runs/plan',
    async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), hash: 'another' } })
    },
    { times: 1 },
  )
  await page.goto('/c/home-lab/guests/103')
  await page.getByRole('button', { name: 'Restart' }).click()
  await page.getByRole('button', { name: 'Restart jellyfin' }).click()
  await expect(page.getByText('Something has changed since the plan was made.', { exact: false })).toBeVisible()
  await page.goto('/c/home-lab/runs')
  await expect(page.getByText('Nothing has been changed through Steward yet')).toBeVisible()
})
