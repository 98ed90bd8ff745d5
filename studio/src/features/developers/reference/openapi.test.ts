import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ApiDescription, addressOf, contentOf, exampleOf, find, operationsByTag, typeOf } from './openapi'

const Document = new URL('../../../../../docs/api/openapi.json', import.meta.url)

const description = JSON.parse(readFileSync(Document, 'utf8')) as ApiDescription
const byTag = operationsByTag(description)
const all = byTag.flatMap(([, operations]) => operations)
const named = (id: string) => all.find(one => one.operationId === id)!

test('every operation of the document stands under a tag, once', () => {
  const count = Object.values(description.paths).flatMap(methods => Object.keys(methods)).length
  expect(all.length).toBe(count)
  expect(new Set(all.map(one => one.operationId)).size).toBe(count)
})

test('every shape that operations name is there', () => {
  const parts = all.flatMap(one => Object.values(one.responses).concat(one.requestBody ?? []))
  const missing = parts.map(part => contentOf(part.content)?.schema)
    .filter(schema => schema?.$ref && !(typeOf(schema) in description.components.schemas))
  expect(missing).toEqual([])
})

test('an example has what must be given and nothing else', () => {
  const schema = contentOf(named('createApiKey').requestBody?.content)!.schema
  expect(exampleOf(schema, description)).toEqual({ name: 'text', scopes: ['text'] })
})

test('search takes words of path, name and summary in any order', () => {
  expect(find(byTag, 'api-keys post').flatMap(([, found]) => found.map(one => one.operationId)))
    .toEqual(['createApiKey'])
  expect(find(byTag, 'nothing like this')).toEqual([])
})

test('types are said in short', () => {
  const key = description.components.schemas.ApiKey!.properties!
  expect([key.scopes!, key.spendCap!, key.id!].map(typeOf)).toEqual(['string[]', 'double | null', 'uuid'])
})

test('an address has what was filled in, and nothing that was not', () => {
  expect(addressOf(named('readImage'), { id: 'a b' })).toBe('/api/v1/images/a%20b')
  expect(addressOf(named('listImages'), { words: 'red house', limit: '' })).toBe('/api/v1/images?words=red+house')
})
