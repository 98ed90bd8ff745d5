import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, test } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { createPictures, givenPerson, logIn } from '../journeys/people'

const Root = resolve(import.meta.dirname, '../..')
const Folder = join(Root, 'artifacts/lighthouse')
const Port = 9223
const Timings = [
  'first-contentful-paint', 'speed-index', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift',
]
const Categories = ['performance', 'accessibility', 'best-practices']
const Runs = Number(process.env.LIGHTHOUSE_RUNS ?? 3)
// Create's live connection keeps the network from ever being at rest, for which Lighthouse waits 45 s else.
const LoadMs = 15_000
const Screens = (process.env.LIGHTHOUSE_SCREENS ?? 'desktop,phone').split(',')

type Numbers = Record<string, number>

type Score = { page: string; screen: string; runs: Numbers[]; median: Numbers; loaded: Loaded }

/** JavaScript that the browser loaded, in kB: as it came, and as gzip -9 would have it. */
type Loaded = { scripts: number; sent: number; gzip: number }

type NetworkItem = { url: string; resourceType: string; transferSize: number }

test('welcome and create as Lighthouse sees them', async ({ launchOptions, baseURL }) => {
  mkdirSync(Folder, { recursive: true })
  const browser = await chromium.launch({
    ...launchOptions, args: [...(launchOptions.args ?? []), `--remote-debugging-port=${Port}`],
  })
  const page = await browser.newPage({ baseURL: baseURL! })
  await givenPerson('fast@example.com')
  await logIn(page, 'fast@example.com')
  await createPictures(page, 'a yellow boat on the sea at sunset', 2)
  const cookies = await page.context().cookies()
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await page.close()

  const scores: Score[] = []
  for (const screen of Screens)
    for (const [name, path, headers] of [['welcome', '/', {}], ['create', '/create', { Cookie }]] as const) {
      const runs: Numbers[] = []
      let loaded: Loaded = { scripts: 0, sent: 0, gzip: 0 }
      for (let run = 0; run < Runs; run++) {
        const result = await lighthouse(baseURL! + path,
          { port: Port, output: 'html', onlyCategories: Categories, extraHeaders: headers, maxWaitForLoad: LoadMs },
          screen === 'desktop' ? desktopConfig : undefined)
        const { lhr, report } = result!
        runs.push(Object.fromEntries([
          ...Categories.map(category => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
          ...Timings.map(id => [id, lhr.audits[id]?.numericValue ?? -1]),
          ['benchmark', lhr.environment.benchmarkIndex],
        ]))
        writeFileSync(join(Folder, `${name}-${screen}.html`), String(report))
        writeFileSync(join(Folder, `${name}-${screen}.json`), JSON.stringify(lhr))
        loaded = loadedOf(lhr.audits['network-requests']!.details as unknown as { items: NetworkItem[] })
      }
      const score = { page: name, screen, runs, median: medianOf(runs), loaded }
      scores.push(score)
      tell(score)
    }
  writeFileSync(join(Folder, 'scores.json'), JSON.stringify(scores, null, 2))
  await browser.close()
})

/** The middle of each number by itself, the lower one of two. */
const medianOf = (runs: Numbers[]): Numbers => Object.fromEntries(Object.keys(runs[0]!).map(name =>
  [name, runs.map(run => run[name]!).toSorted((a, b) => a - b)[Math.floor((runs.length - 1) / 2)]!]))

function loadedOf({ items }: { items: NetworkItem[] }): Loaded {
  const scripts = items.filter(item => item.resourceType === 'Script' && new URL(item.url).pathname.endsWith('.js'))
  const packed = scripts.map(({ url }) =>
    gzipSync(readFileSync(join(Root, 'studio/dist', new URL(url).pathname)), { level: 9 }).length)
  const sum = (sizes: number[]) => Math.round(sizes.reduce((all, size) => all + size, 0) / 100) / 10
  return { scripts: scripts.length, sent: sum(scripts.map(item => item.transferSize)), gzip: sum(packed) }
}

function tell({ page, screen, median, loaded }: Score): void {
  const values = Object.entries(median).map(([name, value]) => `${name} ${Math.round(value * 1000) / 1000}`).join(', ')
  process.stdout.write(
    `\n${page} ${screen}: ${values}; ${loaded.scripts} scripts, ${loaded.sent} kB sent, ${loaded.gzip} kB by gzip\n`)
}
