import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import { createPictures, givenPerson, logIn } from '../journeys/people'

const Many = 50_000
const ScrolledParts = 40

test('the history with 50,000 pictures', async ({ page }) => {
  await givenPerson('many@example.com')
  await logIn(page, 'many@example.com')
  await createPictures(page, 'a yellow boat on the sea at sunset', 2)
  tell('history with', await open(page))
  seed()
  tell('history with 50,000', await open(page))

  const began = Date.now()
  const slow = await page.evaluate(watchFrames)
  for (let part = 0; part < ScrolledParts; part++) {
    const before = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await page.waitForFunction(height => document.documentElement.scrollHeight > height, before)
  }
  tell('a part while scrolling', (Date.now() - began) / ScrolledParts)
  tell('longest frame', await page.evaluate(() => (window as unknown as { longestMs: number }).longestMs), slow)
  tell('tiles in the page', await page.getByRole('link', { name: /^Open picture/ }).count(), 'tiles')

  const asked = Date.now()
  const found = page.waitForResponse(response => response.url().includes('words='))
  await page.getByRole('searchbox', { name: 'Search in prompts' }).fill('castle 4711')
  await found
  await expect(page.getByRole('link', { name: /^Open picture/ })).toHaveCount(1)
  tell('a word that one picture has, with 350 ms until typing counts as over', Date.now() - asked)
})

/** Milliseconds until the first pictures stand there. */
async function open(page: Page): Promise<number> {
  const began = Date.now()
  await page.goto('/history')
  await expect(page.getByRole('link', { name: /^Open picture/ }).first()).toBeVisible()
  return Date.now() - began
}

/** Copies of one picture under other prompts, an hour apart. */
function seed(): void {
  const names = readdirSync(process.env.MEZZOTINT_DATA!, { recursive: true, encoding: 'utf8' })
  const socket = join(process.env.MEZZOTINT_DATA!, dirname(names.find(name => name.endsWith('.s.PGSQL.5432'))!))
  const sql = `
    create temporary table made as
      select gen_random_uuid() as id, n, now() - n * interval '1 hour' as created_at
      from generate_series(1, ${Many}) n;
    insert into generation (id, workspace_id, user_id, operation, model, request, seed, image_count, wallet,
        image_millicredits, is_public, request_hash, created_at, outcome, finished_at)
      select m.id, g.workspace_id, g.user_id, g.operation, g.model,
        jsonb_build_object('prompt', 'a castle ' || m.n || ' on a hill'), m.n, 1, g.wallet, 0, false, g.request_hash,
        m.created_at, 'completed', m.created_at
      from made m, (select * from generation limit 1) g;
    insert into image (id, generation_id, workspace_id, index, seed, blob, media_type, bytes, width, height, seconds,
        millicredits, created_at, thumbnail, words)
      select gen_random_uuid(), m.id, i.workspace_id, 0, m.n, i.blob, i.media_type, i.bytes, i.width, i.height,
        i.seconds, 0, m.created_at, i.thumbnail, image_words(i.workspace_id, 'a castle ' || m.n || ' on a hill')
      from made m, (select * from image limit 1) i;
    analyze;`
  execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-h', socket, '-U', 'mezzotint', '-d', 'mezzotint', '-c', sql])
}

/** Runs in the page: notes the longest time between two frames. */
function watchFrames(): string {
  const seen = window as unknown as { longestMs: number }
  seen.longestMs = 0
  let last = performance.now()
  const next = (now: number) => {
    seen.longestMs = Math.max(seen.longestMs, now - last)
    last = now
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
  return 'ms'
}

const tell = (what: string, value: number, unit = 'ms') =>
  process.stdout.write(`\n${what}: ${Math.round(value)} ${unit}\n`)
