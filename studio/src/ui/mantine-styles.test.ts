import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const Source = resolve(import.meta.dirname, '..')
const Styles = resolve(import.meta.dirname, '../../node_modules/@mantine/core/styles')

test('every component of Mantine that is used has its styles in the list', () => {
  const list = readFileSync(join(import.meta.dirname, 'mantine.css'), 'utf8')
  const used = readdirSync(Source, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.tsx'))
    .flatMap(name => [...readFileSync(join(Source, name), 'utf8')
      .matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(match => match[1]!.split(/[\s,]+/)))
  expect(used.length).toBeGreaterThan(100)
  expect(new Set(used.filter(name => existsSync(join(Styles, `${name}.css`)) && !list.includes(`/${name}.css'`))))
    .toEqual(new Set())
})
