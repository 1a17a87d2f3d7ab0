import { expect, startServer, test } from '../world.ts'

/** From nothing to a cluster that is read, as somebody does it who has just installed Steward. */
test('first start: code, address, certificate, reading token, sign-in', async ({ page, simulator }) => {
  const server = await startServer({})
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(server.output())?.[0] ?? ''
  const node = simulator.nodes[0]
  await page.goto(`${server.url}/`)
  await expect(page).toHaveURL(/\/setup/)

  await page.getByLabel('Set-up code').fill('WRNG-WRNG-WRNG')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('This is not the code in the terminal', { exact: false })).toBeVisible()
  await page.getByLabel('Set-up code').fill(code)
  await page.getByRole('button', { name: 'Unlock' }).click()

  await page.getByLabel('Address of a node').fill(`${node?.host}:${node?.port}`)
  await page.getByRole('button', { name: 'Look at its certificate' }).click()
  const shown = (await page.getByRole('main').innerText()).replaceAll(/\s/g, '')
  await expect
    .poll(
      async () => (await page.getByRole('main').innerText()).replaceAll(/\s/g, '').includes(node?.fingerprint ?? '?'),
      { message: shown.slice(0, 400) },
    )
    .toBe(true)
  await expect(page.getByText('openssl x509', { exact: false })).toBeVisible()
  await page.getByLabel('I compared it, and it is the same').check()
  await page.getByRole('button', { name: 'Trust this certificate' }).click()

  await page.getByText('Make a reading token for me').click()
  await expect(page.getByText('pveum role add StewardReader', { exact: false })).toBeVisible()
  await page.getByLabel('User name').fill('root')
  await page.getByLabel('Password').fill('steward-demo')
  await page.getByRole('button', { name: 'Make it' }).click()
  // The simulated cluster already has a user of that name.
  await expect(page.getByText(/^(done|was there already)$/)).toHaveCount(5)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: /What Steward can see/ })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()

  await page.getByLabel('User name').fill('root')
  await page.getByLabel('Password').fill('steward-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/All is well|need|not/)
  await expect(page.getByText('alder').first()).toBeVisible()
  await server.stop()
})
