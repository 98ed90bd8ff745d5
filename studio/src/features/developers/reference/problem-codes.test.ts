import { expect, test } from 'vitest'
import problems from '../../../../../docs/api/problems.md?raw'
import { readProblemCodes } from './problem-codes'

const rows = readProblemCodes(problems)

test('every row of the document is read, and no code stands in two', () => {
  const codes = rows.flatMap(row => row.codes)
  expect(codes).toContain('insufficient_credits')
  expect(codes).toContain('database_away')
  expect(new Set(codes).size).toBe(codes.length)
})

test('links and marks are left behind', () => {
  expect(rows.find(row => row.codes.includes('catalogue_faulty'))?.remedy).toBe('mend them')
  expect(rows.map(row => row.meaning).join(' ')).not.toMatch(/[`[\]]/)
})
