import { expect, test } from '../world.ts'

test.use({ scenario: 'broken-everything' })

/** Guests with markup, control characters and right-to-left marks in their names and notes do no harm anywhere. */
test('hostile names and notes stay text', async ({ page, signIn, simulator }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const world = await simulator.ask<{ guests: { vmid: number; name?: string }[] }>('/world')
  for (const path of ['guests', 'nodes', 'storage', 'cluster', 'activity']) {
    await page.goto(`/c/broken-everything/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  for (const { vmid } of world.guests.slice(0, 40)) {
    await page.goto(`/c/broken-everything/guests/${vmid}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(true)
  }
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})
