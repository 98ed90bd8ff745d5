import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Page, expect, test } from '@playwright/test'
import { createPictures, givenPerson, logIn } from './people'

const Rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
// Mantine's dialogs have a <header>, which a dialog's role makes look like a second banner.
const OfDialogs = ['landmark-no-duplicate-banner', 'landmark-unique']
const Screenshots = resolve(import.meta.dirname, '../screenshots')
const Open = ['', 'gallery', 'plans', 'log-in', 'register', 'forgot-password', 'nothing-is-here']
const Personal = [
  'create', 'history', 'gallery', 'credits', 'developers', 'developers/webhooks', 'developers/reference', 'workspace',
  'account', 'plans',
]
const Sizes = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

mkdirSync(Screenshots, { recursive: true })

for (const colorScheme of ['light', 'dark'] as const)
  for (const [size, viewport] of Object.entries(Sizes))
    test.describe(`${size} and ${colorScheme}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })
      const suffix = `${size}-${colorScheme}`

      test('no page of a stranger keeps anybody out or scrolls sideways', async ({ page }) => {
        const complaints = listen(page)
        for (const path of Open) await look(page, path, `open-${path || 'welcome'}-${suffix}`)
        expect(complaints).toEqual([])
      })

      test('no page of a person keeps anybody out or scrolls sideways', async ({ page }) => {
        test.slow()
        const email = `${suffix}@example.com`
        await givenPerson(email)
        const complaints = listen(page)
        await logIn(page, email)
        if (size === 'phone') await page.getByRole('button', { name: 'Settings' }).click()
        await createPictures(page, 'two pink balloons in the sky at sunset')
        for (const path of Personal) await look(page, path, `${path.replace('/', '-')}-${suffix}`)
        await page.goto('/history')
        await page.getByRole('link', { name: /^Open picture/ }).first().click()
        await look(page, null, `picture-${suffix}`)
        await page.getByRole('link', { name: 'Change a part' }).click()
        await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
        await look(page, null, `mask-${suffix}`)
        expect(complaints).toEqual([])
      })
    })

for (const [size, viewport] of Object.entries(Sizes))
  test.describe(`${size} in German`, () => {
    test.use({ colorScheme: 'light', viewport, contextOptions: { reducedMotion: 'reduce' } })

    test('longer words fit, and a picture is compared with what it was made from', async ({ page }) => {
      test.slow()
      const email = `german-${size}@example.com`
      await givenPerson(email)
      await logIn(page, email)
      const openSettings = async () => {
        if (size === 'phone') await page.getByRole('button', { name: 'Settings' }).click()
      }
      await openSettings()
      await createPictures(page, 'a blue castle in the desert at sunset')
      await page.getByRole('link', { name: /^Open picture/ }).click()
      await page.getByRole('link', { name: 'Start from this' }).click()
      await openSettings()
      await createPictures(page, 'a blue castle in the snow by day')
      await page.evaluate(() => localStorage.setItem('mezzotint-language', 'de'))
      for (const path of Personal) await look(page, path, `${path.replace('/', '-')}-${size}-german`)
      await page.goto('/history')
      await page.getByRole('link', { name: /^Bild öffnen: a blue castle in the snow/ }).click()
      await page.getByRole('button', { name: 'Vergleichen' }).click()
      const slider = page.getByRole('slider', { name: 'Wie viel vom Bild davor zu sehen ist' })
      await slider.focus()
      await page.keyboard.press('End')
      await expect(slider).toHaveAttribute('aria-valuetext', '100 % davor')
      for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowLeft')
      await expect(slider).toHaveAttribute('aria-valuetext', '70 % davor')
      await look(page, null, `compare-${size}-german`)
    })
  })

/** What a browser complains about: errors of scripts, and what the policy or the server refused. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', error => complaints.push(error.message))
  return complaints
}

/** Opens a page, waits until it has settled, takes its picture, and asks axe (WCAG 2.2 AA). */
async function look(page: Page, path: string | null, name: string): Promise<void> {
  if (path !== null) await page.goto(`/${path}`)
  await expect(page.locator('[aria-busy=true], .mantine-Skeleton-root').filter({ visible: true })).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${Screenshots}/${name}.png` })
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(Rules).disableRules(OfDialogs).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
  expect.soft(told, name).toEqual([])
}
