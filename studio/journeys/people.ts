import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type APIRequestContext, type Page, expect } from '@playwright/test'

export const Password = 'correct horse battery'

const Program = resolve(import.meta.dirname, '../../artifacts/bin/Mezzotint.Cli/release/mezzotint.dll')

/** Somebody with an account and a plan, made as operators make them. */
export const givenPerson = async (email: string): Promise<void> => void await createUser(email)

/** The same, with a key for a program of theirs. */
export const givenKey = async (email: string): Promise<string> =>
  /mzt_\S+/.exec(await createUser(email, '--with-key'))![0]

async function createUser(email: string, ...more: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('dotnet', [Program, 'admin', 'create-user',
    '--data', process.env.MEZZOTINT_DATA!, '--email', email, '--password', Password, '--plan', 'pro', ...more])
  return stdout
}

/** Logs in by the page, as a person does. */
export async function logIn(page: Page, email: string): Promise<void> {
  await page.goto('/log-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(Password)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page.getByLabel('What should the picture show?')).toBeVisible()
}

/** Gives a browser the session that logging in by the page would give it, for journeys that are not about that. */
export async function giveSession(browser: APIRequestContext, email: string): Promise<void> {
  const headers = { Origin: process.env.MEZZOTINT_URL! }
  const entry = await browser.post('/api/v1/account/log-in', { headers, data: { email, password: Password } })
  expect(entry.status()).toBe(200)
}

/** Opens Create for somebody who is logged in already. */
export async function startCreating(page: Page, email: string): Promise<void> {
  await giveSession(page.request, email)
  await page.goto('/create')
}

/** The link in the newest mail to an address, as it lies in the data folder. */
export async function mailedLink(email: string): Promise<string> {
  const folder = join(process.env.MEZZOTINT_DATA!, 'mail')
  let link: string | undefined
  await expect.poll(async () => {
    const names = await readdir(folder).catch(() => [])
    const mails = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
    const theirs = mails.filter(mail => mail.includes(`To: ${email}`))
    link = theirs.map(mail => /^http\S+#\S+/m.exec(mail)?.[0]).findLast(Boolean)
    return link
  }).toBeTruthy()
  return link!
}

/** Asks for pictures and waits until they are there. */
export async function createPictures(page: Page, prompt: string, count = 1): Promise<void> {
  await page.getByLabel('What should the picture show?').fill(prompt)
  await page.getByRole('radiogroup', { name: 'Pictures' }).getByText(String(count), { exact: true }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('link', { name: `Open picture: ${prompt}` })).toHaveCount(count, { timeout: 60_000 })
}
