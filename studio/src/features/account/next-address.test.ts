import { expect, test } from 'vitest'
import { isOurAddress } from './next-address'

test('only our own pages are gone on to', () => {
  expect(['/create', '/pictures/1?x=1'].every(isOurAddress)).toBe(true)
  expect(['//evil.example', '/\\evil.example', 'https://evil.example', ''].some(isOurAddress)).toBe(false)
})
