import type { Page } from '@playwright/test'
import { isNotTooWide, onEveryRoute, seriousFindings } from '../every-route.ts'
import { expect, test } from '../world.ts'

test.setTimeout(240_000)

test('axe finds nothing serious on any route, light', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await onEveryRoute(page, async (route) => expect(await seriousFindings(page), route).toEqual([]))
})

test.describe('dark, in Chinese', () => {
  test.use({ colorScheme: 'dark', locale: 'zh-CN' })
  test('axe finds nothing serious on any route', async ({ page, server, simulator }) => {
    await signInByApi(page, server.url, simulator.accounts[0]?.password ?? '')
    await onEveryRoute(page, async (route) => expect(await seriousFindings(page), route).toEqual([]))
  })
})

test('no route is wider than the window at any of the widths', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  for (const width of [1024, 820, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await onEveryRoute(page, async (route) => expect(await isNotTooWide(page), `${route} at ${width}`).toBe(true))
  }
})

async function signInByApi(page: Page, url: string, password: string) {
  const response = await page.request.post(`${url}/api/session/sign-in`, {
    headers: { 'x-steward': '1' },
    data: { cluster: 'home-lab', username: 'root', realm: 'pam', password },
  })
  expect(response.ok()).toBe(true)
}
