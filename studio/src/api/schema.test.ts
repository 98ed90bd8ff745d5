import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

const Document = new URL('../../../docs/api/openapi.json', import.meta.url)
const Types = new URL('schema.ts', import.meta.url)

test('the types are those of docs/api/openapi.json: else run `npm run types`', async () => {
  const made = astToString(await openapiTS(Document))
  expect(readFileSync(Types, 'utf8').endsWith(made)).toBe(true)
}, 30_000)
