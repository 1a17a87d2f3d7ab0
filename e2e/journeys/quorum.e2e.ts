import { seriousFindings } from '../every-route.ts'
import { expect, test } from '../world.ts'

test('in good days: who votes, and that any one node may fail', async ({ page, signIn }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'Quorum' }).click()
  await expect(page).toHaveURL(/\/quorum$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Any one node may fail; the others carry on.')
  const votes = page.getByRole('table', { name: 'Who votes' })
  for (const node of ['alder', 'birch', 'cedar'])
    await expect(votes.getByRole('row', { name: node })).toContainText('2 of 3 stay, the others carry on')
  await expect(page.getByText('No QDevice is advised here.')).toBeVisible()
  await expect(page.getByText('pvecm qdevice setup')).toHaveCount(0)
})

test('the palette knows the place, and a keyboard is enough to get there', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('quorum')
  await expect(page.getByRole('option', { name: /Quorum/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /Any one node may fail/ })).toBeFocused()
})

test('a cluster that has gone silent is not called fine by its last values', async ({ page, signIn, simulator }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'Quorum' }).click()
  await expect(page.getByRole('img', { name: 'Level: all is well' })).toBeVisible()
  for (const node of ['alder', 'birch', 'cedar']) await simulator.event('pveproxy-stop', { node })
  await expect(page.getByText(/^Values from/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('img', { name: 'Level: all is well' })).toHaveCount(0)
})

test.describe('one of two is off', () => {
  test.use({ scenario: 'two-nodes-one-down' })
  test('what works, what to do, and the QDevice commands for this cluster', async ({ page, signIn }) => {
    await signIn(page)
    await page.getByRole('link', { name: 'What works, and what to do' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Too few nodes are left to decide')
    await expect(page.getByText('Start, create, clone, restore, move')).toBeVisible()
    await expect(page.getByText('enough by itself: 2 of 2 votes')).toBeVisible()
    await expect(page.getByText('south is silent: that does not prove that it is off')).toBeVisible()
    await expect(page.getByRole('button', { name: /expected/ })).toHaveCount(0)
    await expect(page.getByText('On each node (north, south):')).toBeVisible()
    await page.getByLabel('Address of the machine outside').fill('192.0.2.77')
    await expect(page.getByText('pvecm qdevice setup 192.0.2.77')).toBeVisible()
    // Nothing that a shell would read otherwise gets into a line that is there to be copied.
    await page.getByLabel('Address of the machine outside').fill('192.0.2.77; reboot')
    await expect(page.getByText('pvecm qdevice setup ADDRESS')).toBeVisible()
    expect(await seriousFindings(page)).toEqual([])
  })
})

test.describe('a network that is cut', () => {
  test.use({ scenario: 'split' })
  test('shows what each node believes, and calls nobody off who answers', async ({ page, signIn }) => {
    await signIn(page)
    await page.getByRole('link', { name: 'What works, and what to do' }).click()
    await expect(page.getByText('Is the network in order between left, middle ↔ right?')).toBeVisible()
    await expect(page.getByText('right is up: it answers Steward. So this is not the way.')).toBeVisible()
    const views = page.getByRole('table', { name: 'What each node believes' })
    await expect(views.getByRole('row', { name: /^left/ })).toContainText('quorum')
    await expect(views.getByRole('row', { name: /^right/ })).toContainText('no quorum')
    expect(await seriousFindings(page)).toEqual([])
  })
})

test.describe('a single node', () => {
  test.use({ scenario: 'single-node' })
  test('has no votes and wants none', async ({ page, signIn }) => {
    await signIn(page)
    await page.getByRole('link', { name: 'Quorum' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('One node, which decides alone.')
    await expect(page.getByText(/pvecm/)).toHaveCount(0)
  })
})

test.describe('an account without rights', () => {
  test.use({ scenario: 'poor-token' })
  test('is told which right is missing, never that all is well', async ({ page, signIn }) => {
    await signIn(page)
    await page.getByRole('link', { name: 'Quorum' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whether the cluster can decide is not known.')
    await expect(page.getByText('Sys.Audit on / is missing.')).toBeVisible()
  })
})
