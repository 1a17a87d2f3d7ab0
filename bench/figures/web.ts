import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../../e2e/find-browser.ts'
import { atMost, median, type Benchmark } from '../figure.ts'
import { root, startSteward } from '../steward-process.ts'
import { withWorld } from '../world.ts'

const dist = join(root, 'apps/web/dist')
const kib = (bytes: number) => bytes / 1024
const gzipped = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length

/** What the browser must load before anything shows, and until the overview stands. */
export const webSize: Benchmark = {
  figures: ['web.entry-gzip-kib', 'web.overview-gzip-kib'],
  async run() {
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    const entry = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')
    const overview = await withWorld('home-lab', async (simulator) => {
      const steward = await startSteward(simulator)
      const files = new Set<string>()
      const browser = await launch()
      try {
        const page = await signedIn(browser, steward.url, await steward.cookie())
        page.on('response', (response) => {
          const path = new URL(response.url()).pathname
          if (/\.(js|css|svg|webmanifest|png)$/.test(path) || path === '/' || path.startsWith('/c/'))
            files.add(/\.\w+$/.test(path) ? path : '/index.html')
        })
        await page.goto(`${steward.url}/c/cluster`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle').catch(() => undefined)
        await page.waitForTimeout(1500)
      } finally {
        await browser.close()
        await steward.stop()
      }
      return [...files].filter((file) => !file.endsWith('sw.js'))
    })
    const sum = (files: readonly string[]) => files.reduce((total, file) => total + gzipped(file), 0)
    return [
      atMost('web.entry-gzip-kib', kib(sum(entry)), 130, 'KiB'),
      atMost('web.overview-gzip-kib', kib(sum(overview)), 220, 'KiB'),
    ]
  },
}

/** Opening the list and filtering it: 5,000 guests against 50. */
export const webList: Benchmark = {
  figures: ['web.list-5000-ratio'],
  async run() {
    const many = await listTimes('large', [])
    const few = await listTimes('large', ['--guests', '50'])
    return [atMost('web.list-5000-ratio', median(many) / median(few), 1.5)]
  },
}

const listTimes = (scenario: string, args: readonly string[]) =>
  withWorld(
    scenario,
    async (simulator) => {
      const steward = await startSteward(simulator)
      const browser = await launch()
      const times: number[] = []
      try {
        const page = await signedIn(browser, steward.url, await steward.cookie())
        // The first visit warms the HTTP cache and is not counted.
        for (let round = 0; round < 6; round += 1) {
          const start = performance.now()
          await page.goto(`${steward.url}/c/cluster/guests`)
          await page.getByRole('row').nth(1).waitFor()
          await page.getByRole('searchbox').fill('1')
          await page.waitForURL(/q=/)
          await page.getByRole('row').nth(1).waitFor()
          if (round > 0) times.push(performance.now() - start)
        }
      } finally {
        await browser.close()
        await steward.stop()
      }
      return times
    },
    args,
  )

function launch(): Promise<Browser> {
  const executablePath = findBrowser()
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

async function signedIn(browser: Browser, url: string, cookie: string) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  return context.newPage()
}
