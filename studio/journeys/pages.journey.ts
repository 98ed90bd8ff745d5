import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Page, test as strangers, expect } from '@playwright/test'
import { First, Second, test } from './onlooker'

const Rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const OfColours = ['color-contrast', 'link-in-text-block']
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

for (const [size, viewport] of Object.entries(Sizes)) {
  const uses = { viewport, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } } as const

  strangers.describe(`${size} for a stranger`, () => {
    strangers.use(uses)

    strangers('no page keeps anybody out or scrolls sideways, light or dark', async ({ page }) => {
      const complaints = listen(page)
      for (const path of Open) {
        await page.goto(`/${path}`)
        await look(page, `open-${path || 'welcome'}-${size}`)
      }
      expect(complaints).toEqual([])
    })
  })

  test.describe(`${size} for a person`, () => {
    test.use(uses)

    test('no page keeps anybody out or scrolls sideways, light or dark', async ({ page }) => {
      test.slow()
      const complaints = listen(page)
      for (const path of Personal) {
        await page.goto(`/${path}`)
        await look(page, `${path.replace('/', '-')}-${size}`)
      }
      await page.goto('/history')
      await page.getByRole('link', { name: `Open picture: ${First}` }).click()
      await look(page, `picture-${size}`)
      await page.reload()
      await expect(page.getByRole('link', { name: 'Newer picture' })).toBeVisible()
      await page.keyboard.press('ArrowLeft')
      await expect(page.getByText(Second).first()).toBeVisible()
      await page.keyboard.press('ArrowRight')
      await page.getByRole('link', { name: 'Change a part' }).click()
      await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
      await look(page, `mask-${size}`)
      expect(complaints).toEqual([])
    })

    test('in German longer words fit, and a picture is compared with what it was made from', async ({ page }) => {
      const complaints = listen(page)
      await page.addInitScript(() => localStorage.setItem('mezzotint-language', 'de'))
      for (const path of Personal) {
        await page.goto(`/${path}`)
        await expect(page.locator('html')).toHaveAttribute('lang', 'de')
        await photograph(page, `${path.replace('/', '-')}-${size}-german`)
      }
      await page.goto('/history')
      await page.getByRole('link', { name: `Bild öffnen: ${Second}` }).click()
      await page.getByRole('button', { name: 'Vergleichen' }).click()
      const slider = page.getByRole('slider', { name: 'Wie viel vom Bild davor zu sehen ist' })
      await slider.focus()
      await page.keyboard.press('End')
      await expect(slider).toHaveAttribute('aria-valuetext', '100 % davor')
      for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowLeft')
      await expect(slider).toHaveAttribute('aria-valuetext', '70 % davor')
      await look(page, `compare-${size}-german`)
      expect(complaints).toEqual([])
    })
  })
}

/** What a browser complains about: errors of scripts, and what the policy or the server refused. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', error => complaints.push(error.message))
  return complaints
}

/**
 * Photographs a page in light and dark and asks axe (WCAG 2.2 AA): all it knows in the one, of colours in the other.
 */
async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    await photograph(page, `${name}-${scheme}`)
    // There are no frames: axe need not open a page of its own to sum up.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)
    const asked = scheme === 'light' ? axe.withTags(Rules).disableRules(OfDialogs) : axe.withRules(OfColours)
    const { violations } = await asked.analyze()
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
    expect.soft(told, `${name} ${scheme}`).toEqual([])
  }
}

/** Waits until a page has come and settled, takes its picture, and sees that it is no wider than the screen. */
async function photograph(page: Page, name: string): Promise<void> {
  await expect(page.locator('.first'), 'the first screen').toHaveCount(0)
  await expect(page.locator('[aria-busy=true], .mantine-Skeleton-root').filter({ visible: true })).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${Screenshots}/${name}.png` })
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}
