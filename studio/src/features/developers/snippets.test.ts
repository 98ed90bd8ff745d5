import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { keyShown, snippet } from './snippets'

const call = {
  method: 'POST',
  url: 'http://127.0.0.1:9/api/v1/generations',
  body: { prompt: "a cat's house", count: 2, isPublic: true, seed: null },
}

test('a shell reads the body of curl as it was written', () => {
  const text = snippet.curl(call, 'mzt_abc...')
  const told = execFileSync('sh', ['-c', text.replace(/^curl/, 'printf "%s\\n"')], { encoding: 'utf8' }).split('\n')
  expect(told).toContain(JSON.stringify(call.body))
  expect(told).toContain('Authorization: Bearer mzt_abc...')
})

test('a call that only reads has neither body nor method in curl', () => {
  expect(snippet.curl({ method: 'GET', url: 'http://x/api' }, 'k'))
    .toBe(`curl 'http://x/api' \\\n  -H "Authorization: Bearer k"`)
  expect(snippet.curl({ method: 'DELETE', url: 'http://x/api' }, 'k')).toContain('-X DELETE')
})

test('Python has its own words for true and nothing', () => {
  expect(snippet.python(call, 'k')).toContain('"isPublic": True, "seed": None')
})

test('C# has the path apart from the address', () => {
  const text = snippet.csharp(call, 'k')
  expect(text).toContain('new Uri("http://127.0.0.1:9")')
  expect(text).toContain('HttpMethod.Post, "/api/v1/generations"')
})

test('who has no key yet sees where one goes', () => {
  expect([keyShown(undefined), keyShown('mzt_abcdefgh')]).toEqual(['mzt_...', 'mzt_abcdefgh...'])
})
