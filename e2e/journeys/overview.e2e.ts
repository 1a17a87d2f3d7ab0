import { expect, test } from '../world.ts'

test('a healthy cluster says so in one sentence, with the age of the facts', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await expect(page.getByText(/read (just now|\d+ s ago)/)).toBeVisible()
  for (const node of ['alder', 'birch', 'cedar']) await expect(page.getByText(node).first()).toBeVisible()
  await page.getByText('Table', { exact: true }).click()
  await expect(page.getByRole('table').first().getByRole('link', { name: 'birch' })).toBeVisible()
})

test('a node that dies while the page is open is told without a reload', async ({ page, signIn, simulator }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await simulator.event('node-power-off', { node: 'cedar' })
  await simulator.advance(15)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('All is well.')
  await expect(page.getByText('no answer').or(page.getByText('cedar')).first()).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Guests' }).first().click()
  await expect(page.getByText('unknown').first()).toBeVisible()
})

test('the strip switches the world, and the same person is still signed in', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await page.getByLabel('Rehearse trouble').selectOption('three-nodes-one-dead')
  await expect(page).toHaveURL(/three-nodes-one-dead/)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('All is well.')
})

test.describe('a single node', () => {
  test.use({ scenario: 'single-node' })
  test('is a single node, never "quorum lost"', async ({ page, signIn }) => {
    await signIn(page)
    await expect(page.getByText(/single node/i).first()).toBeVisible()
    await expect(page.getByText(/quorum (is )?lost/i)).toHaveCount(0)
  })
})

test.describe('a token without rights', () => {
  test.use({ scenario: 'poor-token' })
  test('is never shown as an empty, healthy cluster', async ({ page, signIn }) => {
    await signIn(page)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('All is well.')
  })
})
