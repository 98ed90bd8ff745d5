import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type CDPSession, type Page, expect, test } from '@playwright/test'
import { createPictures, givenPerson, startCreating } from '../journeys/people'

const Folder = resolve(import.meta.dirname, '../../artifacts/lighthouse')
const Pictures = 50_000
const Stops = [60, 1_200, 3_000, 6_000, 12_000]
const Wheel = 1_500

type Figures = {
  pictures: number
  nodes: number
  heapMegabytes: number
  scriptMs: number
  frames: number
  longFrames: number
  longestMs: number
  p95Ms: number
}

// 50,000 rows of what bench server --filter history has, whose files are those of the pictures that were really made.
const Seed = `
with ws as (select m.workspace_id as id from app_user u join membership m on m.user_id = u.id
  join workspace w on w.id = m.workspace_id and w.is_personal where u.email = 'many@example.com'),
files as (select blob, thumbnail, bytes, row_number() over () - 1 as number, count(*) over () as count from image),
made as (
  insert into generation (id, workspace_id, operation, model, request, seed, image_count, wallet, image_millicredits,
    is_public, request_hash, created_at, outcome, finished_at)
  select gen_random_uuid(), ws.id, 'text-to-image', 'miniature', jsonb_build_object('prompt',
      format('a colour%s subject%s on the sea at sunset number%s', n % 10, n % 18, n)),
    n, 4, 'images', 1000, false, '', t.time, 'completed', t.time
  from ws, generate_series(1, ${Pictures / 4}) n, lateral (select now() - n * interval '7 minutes' as time) t
  returning *)
insert into image (id, generation_id, workspace_id, index, seed, blob, thumbnail, media_type, bytes, width, height,
  seconds, millicredits, created_at, is_public, is_favourite, words)
select gen_random_uuid(), g.id, g.workspace_id, i, g.seed + i, f.blob, f.thumbnail, 'image/png', f.bytes, 256, 256,
  1.5, 1000, g.created_at + i * interval '1 second', false, g.seed % 40 = 0,
  image_words(g.workspace_id, g.request ->> 'prompt')
from made g, generate_series(0, 3) i, files f where f.number = (g.seed + i) % f.count`

test('a history of 50,000 pictures, scrolled through', async ({ page }) => {
  mkdirSync(Folder, { recursive: true })
  await givenPerson('many@example.com')
  await startCreating(page, 'many@example.com')
  await createPictures(page, 'a yellow boat on the sea at sunset', 4)
  await promisify(execFile)('psql', ['-h', join(process.env.MEZZOTINT_DATA!, 'postgres/run'), '-U', 'mezzotint',
    '-v', 'ON_ERROR_STOP=1', '-c', Seed, '-c', 'analyze', 'mezzotint'])

  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  await page.addInitScript(watchFrames)
  await page.goto('/history')
  await expect(page.getByRole('link', { name: /^Open picture/ }).first()).toBeVisible()
  const all: Figures[] = []
  for (const stop of Stops) {
    await scrollTo(page, stop)
    all.push({ pictures: stop, ...await figures(page, devtools) })
    process.stdout.write(`${JSON.stringify(all.at(-1))}\n`)
  }
  writeFileSync(join(Folder, 'history.json'), JSON.stringify(all, null, 2))
})

/** In the page: how long each frame took. */
function watchFrames(): void {
  const frames: number[] = []
  Object.assign(globalThis, { frames })
  let last = performance.now()
  const next = (now: number) => {
    frames.push(now - last)
    last = now
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
}

/** Turns the wheel until so many pictures were gone through, as fast as they come. */
async function scrollTo(page: Page, pictures: number): Promise<void> {
  await page.mouse.move(640, 500)
  await page.evaluate(() => ((globalThis as unknown as { frames: number[] }).frames.length = 0))
  const perRow = 6
  const rowHeight = 208
  const target = (pictures / perRow) * rowHeight - 800
  while (await page.evaluate(() => scrollY) < target) {
    await page.mouse.wheel(0, Wheel)
    await page.waitForTimeout(30)
  }
}

async function figures(page: Page, devtools: CDPSession): Promise<Omit<Figures, 'pictures'>> {
  const frames = await page.evaluate(() => [...(globalThis as unknown as { frames: number[] }).frames])
  await page.waitForTimeout(500)
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const of = (name: string) => metrics.find(metric => metric.name === name)!.value
  const sorted = frames.toSorted((a, b) => a - b)
  return {
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
    heapMegabytes: Math.round(of('JSHeapUsedSize') / 100_000) / 10,
    scriptMs: Math.round(of('ScriptDuration') * 1000),
    frames: frames.length,
    longFrames: frames.filter(ms => ms > 50).length,
    longestMs: Math.round(sorted.at(-1) ?? 0),
    p95Ms: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
  }
}
