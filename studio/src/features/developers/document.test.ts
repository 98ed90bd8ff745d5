import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandOf, readDocument } from './document'

const File = new URL('../../../../docs/api/openapi.json', import.meta.url)
const document = readDocument(JSON.parse(readFileSync(File, 'utf8')))

test('every operation has a name, a tag and a summary, and none is an operator\'s', () => {
  expect(document.operations.length).toBeGreaterThan(80)
  expect(document.operations.filter(operation => !operation.id || !operation.tag || !operation.summary)).toEqual([])
  expect(document.operations.some(operation => operation.path.includes('/admin/'))).toBe(false)
})

test('a body\'s example has the fields that must be there', () => {
  const create = document.operations.find(operation => operation.id === 'createGeneration')!
  expect(JSON.parse(create.body!)).toEqual({ prompt: 'a yellow boat on the sea at sunset' })
  expect(commandOf(create, 'http://x', 'mzt_abc', create.body)).toContain('Bearer mzt_abc...')
})
