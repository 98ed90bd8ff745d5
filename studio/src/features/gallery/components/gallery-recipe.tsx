import { Group, Text } from '@mantine/core'
import type { GalleryImage } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { type Fact, recipeFacts } from '~/lib/pictures/recipe-facts'

/** How a public picture was made, in a line. */
export function GalleryRecipe({ image }: { image: GalleryImage }) {
  const words = useWords()
  const { t } = words
  const facts: Fact[] = [
    ...recipeFacts(words, image, image),
    [t('recipe.made'), words.day(image.createdAt)],
  ]
  return (
    <Group component="dl" aria-label={t('gallery.recipe')} gap="2px 20px" m={0}>
      {facts.filter(([, value]) => value != null).map(([name, value]) => (
        <Group key={name} gap={6}>
          <Text component="dt" size="sm" c="dimmed">{name}</Text>
          <Text component="dd" size="sm" m={0}>{typeof value === 'number' ? words.number(value) : value}</Text>
        </Group>
      ))}
    </Group>
  )
}
