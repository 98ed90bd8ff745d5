import type { CreateGenerationRequest, Image } from '~/api/types'

/** What is known of a picture that a recipe's text tells. */
export type Made = Pick<Image, 'recipe' | 'seed' | 'model' | 'width' | 'height'>

/** What a recipe says, without what it leaves open. */
const said = (recipe: CreateGenerationRequest) =>
  Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== null))

/** The recipe as the body of a request that makes the picture again. */
export const recipeAsJson = (image: Made): string => JSON.stringify(said(image.recipe), null, 2)

/** The recipe in the form that A1111-style tools paste. */
export function recipeAsText(image: Made): string {
  const { recipe } = image
  const settings: [string, string | number | null | undefined][] = [
    ['Steps', recipe.steps],
    ['Sampler', recipe.sampler],
    ['Schedule type', recipe.scheduler],
    ['CFG scale', recipe.guidanceScale],
    ['Seed', image.seed],
    ['Size', `${image.width}x${image.height}`],
    ['Model', image.model],
    ['Denoising strength', recipe.image ? recipe.strength : null],
  ]
  return [
    recipe.prompt,
    ...(recipe.negativePrompt ? [`Negative prompt: ${recipe.negativePrompt}`] : []),
    settings.filter(([, value]) => value != null).map(([name, value]) => `${name}: ${value}`).join(', '),
  ].join('\n')
}

/** The recipe as a command that makes the picture again. */
export const recipeAsCurl = (recipe: CreateGenerationRequest, origin: string): string =>
  [
    `curl ${origin}/api/v1/generations \\`,
    `  -H "Authorization: Bearer $MEZZOTINT_KEY" -H "Prefer: wait=60" -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify(said(recipe)).replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n')
