import { isNotTooWide, onEveryRoute, seriousFindings } from '../every-route.ts'
import { expect, test } from '../world.ts'

test.setTimeout(240_000)

test('a quick check on the phone: overview, a guest, back', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await page.getByRole('navigation').getByRole('link', { name: 'Guests' }).last().tap()
  await page.getByRole('link', { name: 'jellyfin' }).first().tap()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('jellyfin')
  await page.goBack()
  await expect(page.getByRole('link', { name: 'jellyfin' }).first()).toBeVisible()
})

test('axe finds nothing serious, and nothing is wider than the screen', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await onEveryRoute(page, async (route) => {
    expect(await seriousFindings(page), route).toEqual([])
    expect(await isNotTooWide(page), route).toBe(true)
  })
})
