import { expect, test } from '../world.ts'

test.describe('a shutdown that nobody hears', () => {
  test.use({ scenario: 'hung-shutdown', speed: 4 })

  test('is told on the overview, explained on the guest, and can be left alone with a reason', async ({
    page,
    signIn,
  }) => {
    await signIn(page)
    const told = page.getByRole('link', { name: /asked to shut down and does not/ }).first()
    await expect(told).toBeVisible({ timeout: 90_000 })
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('All is well.')
    await told.click()
    await expect(page.getByText('Judged on').first()).toBeVisible()
    await expect(page.getByText(/UPID:attic:.*shutdown|UPID:attic:.*reboot/).first()).toBeVisible()
    await page.getByLabel('Reason').first().fill('the owner is on the way')
    await page.getByRole('button', { name: 'This is on purpose' }).first().click()
    await expect(page.getByText('the owner is on the way').first()).toBeVisible()

    await page.goto('/c/hung-shutdown/guests/101')
    await expect(page.getByText('The shutdown is waiting for the guest, and the guest is not listening.')).toBeVisible()
    await expect(page.getByText('--overrule-shutdown 1')).toBeVisible()
    await expect(page.getByText(/rm .*\/var\/lock/)).toHaveCount(0)
  })
})

test('every rule is listed with what it needs, and a threshold can be changed', async ({ page, signIn }) => {
  await signIn(page)
  await page.waitForURL('**/c/**')
  await page.goto('/c/home-lab/rules')
  // An area is open while something in it is not checked yet, and folded when all is fine.
  const fold = page.getByRole('region', { name: 'storage', exact: true }).getByRole('button', { name: /rules/ })
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
  const rule = page.getByRole('listitem').filter({ hasText: 'storage-filling' })
  await rule.getByRole('button', { name: 'Change' }).click()
  await rule.getByLabel('filling').fill('70')
  await rule.getByRole('button', { name: 'Save' }).first().click()
  await expect(rule.getByText('filling 70 %')).toBeVisible()
  await rule.getByLabel('filling').fill('7000')
  await rule.getByRole('button', { name: 'Save' }).first().click()
  await expect(rule.getByRole('alert')).toBeVisible()
  await expect(rule.getByText('filling 70 %')).toBeVisible()
})
