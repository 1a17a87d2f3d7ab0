import { expect, test } from '../world.ts'

test('Ctrl-K finds a guest and opens it', async ({ page, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('jelly')
  await expect(page.getByRole('option', { name: /^jellyfin 103/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/guests\/103/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('jellyfin')
})

test('the whole app speaks Chinese after one choice, and remembers it', async ({ page, signIn }) => {
  await page.goto('/sign-in')
  await page.getByText('简体中文').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录')
  await page.getByText('English').click()
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well.')
})

test.describe('a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })
  test('is greeted in Chinese', async ({ page }) => {
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录')
  })
})
