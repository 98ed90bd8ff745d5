import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const Source = import.meta.dirname

const files = readdirSync(Source, { recursive: true, encoding: 'utf8' }).filter(path => /\.tsx?$/.test(path))

/** What a file imports of ours, as paths from the source folder. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(Source, file), 'utf8')
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(match => match[1]!)
    .filter(path => path.startsWith('.') || path.startsWith('~/'))
    .map(path => (path.startsWith('~/') ? path.slice(2) : normalize(join(dirname(file), path))))
    // What leaves the sources is a document beside them.
    .filter(path => !path.startsWith('..'))
}

/** The zone of a file: app, a feature by its name, or a shared folder. */
function zoneOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'features' ? `features/${second}` : first
}

const Shared = new Set(['api', 'lib', 'ui'])

function isAllowed(from: string, to: string): boolean {
  if (from === to || from === 'app' || !from.includes('/') && !Shared.has(from)) return true
  if (from.startsWith('features/')) return Shared.has(to)
  return from === 'ui' ? to !== 'app' && !to.startsWith('features/') : to === 'api' || to === 'lib'
}

test('app knows features, features know what is shared, and nothing looks back', () => {
  const crossed = files.flatMap(file => importsOf(file)
    .filter(path => !isAllowed(zoneOf(file), zoneOf(path)))
    .map(path => `${file} knows ${path}`))
  expect(crossed).toEqual([])
})

test('each file has an import of ours at all, or the rule above checks nothing', () => {
  expect(files.flatMap(importsOf).length).toBeGreaterThan(100)
})
