import { expect, test } from 'vitest'
import { recipeAsCurl, recipeAsJson, recipeAsText } from './recipe-text'

const made = {
  recipe: { prompt: "a cat's hat", negativePrompt: 'fog', steps: 20, guidanceScale: 7.5, sampler: 'Euler' },
  seed: 7, model: 'miniature', width: 256, height: 320,
}

test('the text is what A1111-style tools read', () => {
  expect(recipeAsText(made)).toBe(
    "a cat's hat\nNegative prompt: fog\n"
      + 'Steps: 20, Sampler: Euler, CFG scale: 7.5, Seed: 7, Size: 256x320, Model: miniature',
  )
})

test('a quote in the prompt does not end the command', () => {
  expect(recipeAsCurl(made.recipe, 'http://x')).toContain(String.raw`"a cat'\''s hat"`)
})

test('what a recipe leaves open is left out', () => {
  const recipe = { prompt: 'a cat', negativePrompt: null, steps: null, seed: 7 }
  expect(JSON.parse(recipeAsJson({ ...made, recipe }))).toEqual({ prompt: 'a cat', seed: 7 })
  expect(recipeAsCurl(recipe, 'http://x')).not.toContain('null')
})
