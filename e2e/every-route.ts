import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { fill, homeLab, routes } from './routes.ts'
import { expect } from './world.ts'

/** Opens each route, waits for its heading, and hands it to the check. */
export async function onEveryRoute(page: Page, check: (route: string) => Promise<void>) {
  for (const route of routes) {
    const path = fill(route, homeLab)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    // What a page asks for when it opens has arrived, or said why not.
    await page.waitForTimeout(700)
    await check(path)
  }
}

export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter((item) => item.impact === 'serious' || item.impact === 'critical')
    .flatMap((item) =>
      item.nodes.map((node) => `${item.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`),
    )
}

/** The page is not wider than the window: nothing has to be scrolled sideways. */
export const isNotTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)
