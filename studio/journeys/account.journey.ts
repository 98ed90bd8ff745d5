import { expect, test } from '@playwright/test'
import { Password, giveSession, givenPerson } from './people'

test('a key that is made is used by a program, and its secret is shown once', async ({ page, playwright, baseURL }) => {
  await givenPerson('coder@example.com')
  await giveSession(page.request, 'coder@example.com')
  await page.goto('/developers')
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('Name').fill('Script')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const secret = await page.getByTestId('secret').textContent()
  expect(secret).toMatch(/^mzt_/)
  await page.getByRole('button', { name: 'I have it' }).click()
  await expect(page.getByText(secret!)).toHaveCount(0)

  const program = await playwright.request.newContext({
    baseURL: baseURL!,
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  })
  expect((await program.get('/api/v1/credits')).status()).toBe(200)
  await page.getByRole('button', { name: 'More about Script' }).click()
  await page.getByRole('menuitem', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No key yet')).toBeVisible()
  expect((await program.get('/api/v1/credits')).status()).toBe(401)
})

test('a passkey logs in without a password', async ({ page, context }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    },
  })
  await givenPerson('key@example.com')
  await giveSession(page.request, 'key@example.com')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('What to call it').fill('This laptop')
  await page.getByLabel('Your password').fill(Password)
  await page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('This laptop')).toBeVisible()

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('banner').getByText('Log in')).toBeVisible() // the session has ended by then
  await page.goto('/log-in')
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await expect(page.getByLabel('What should the picture show?')).toBeVisible()
})

test('a page that is opened without a network comes when the network is back', async ({ page, context }) => {
  await givenPerson('train@example.com')
  await giveSession(page.request, 'train@example.com')
  await page.goto('/create')
  await page.getByLabel('What should the picture show?').fill('a tunnel')
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Credits', exact: true }).first().click()
  await expect(page.getByText('You are offline.')).toBeVisible()
  await expect(page.getByLabel('What should the picture show?')).toHaveValue('a tunnel')
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: 'Plan and limits' })).toBeVisible()
  await expect(page.getByText('You are offline.')).toHaveCount(0)
})

test('a page that needs somebody asks for them first and then opens', async ({ page }) => {
  await givenPerson('late@example.com')
  await page.goto('/credits')
  await expect(page).toHaveURL(/log-in\?next=%2Fcredits/)
  await page.getByLabel('E-mail address').fill('late@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong password')
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Address, password or code is wrong')
  await page.getByRole('textbox', { name: 'Password' }).fill(Password)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page).toHaveURL(/\/credits$/)
  await expect(page.getByText('4,000').first()).toBeVisible()
})
