import { Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { Image } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { type Fact, recipeFacts } from '~/lib/pictures/recipe-facts'
import { recipeAsCurl, recipeAsJson, recipeAsText } from '~/lib/pictures/recipe-text'
import { IconCopy } from '~/ui/icons'
import { tell } from '~/ui/toast'
import classes from '../picture.module.css'

/** How the picture was made, to read and to copy. */
export function RecipePanel({ image }: { image: Image }) {
  const words = useWords()
  const { t } = words
  const { recipe } = image
  const facts: Fact[] = [
    ...recipeFacts(words, image, recipe),
    [t('create.strength'), recipe.image ? recipe.strength : null],
    [t('recipe.took'), t('recipe.seconds', { seconds: Number(image.seconds.toFixed(1)) })],
    [t('recipe.cost'), words.credits(image.cost)],
    [t('recipe.made'), words.moment(image.createdAt)],
  ]
  return (
    <Stack className="surface" p="md" gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">{t('recipe.title')}</Title>
        <CopyMenu image={image} />
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{recipe.prompt}</Text>
      {recipe.negativePrompt && (
        <Text size="sm" c="dimmed">{t('recipe.without', { words: recipe.negativePrompt })}</Text>
      )}
      <dl className={classes.facts}>
        {facts.filter(([, value]) => value != null).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{typeof value === 'number' ? words.number(value) : value}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  )
}

function CopyMenu({ image }: { image: Image }) {
  const { t } = useWords()
  const clipboard = useClipboard()
  const copy = (text: string) => {
    clipboard.copy(text)
    tell(t('app.copied'))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconCopy size={16} aria-hidden />}>
          {t('app.copy')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(image.recipe.prompt)}>{t('recipe.copyPrompt')}</Menu.Item>
        <Menu.Item onClick={() => copy(recipeAsText(image))}>{t('recipe.copyText')}</Menu.Item>
        <Menu.Item onClick={() => copy(recipeAsJson(image))}>JSON</Menu.Item>
        <Menu.Item onClick={() => copy(recipeAsCurl(image.recipe, location.origin))}>curl</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
