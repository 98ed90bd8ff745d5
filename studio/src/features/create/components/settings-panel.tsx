import { Button, Collapse, Skeleton, Stack, UnstyledButton } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { Suspense, useId, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { createPart } from '~/lib/part'
import { IconAdjustments, IconChevronDown } from '~/ui/icons'
import { useIdle } from '~/ui/use-idle'

const Narrow = '(max-width: 62em)'

const part = createPart(async () => (await import('./settings')).Settings)

/** Loads the settings where they are seen as soon as the page is. */
export const loadSettings = async () => matchMedia(Narrow).matches || part.load()

/** All that can be set about a picture besides its words. On a phone it folds away. */
export function SettingsPanel() {
  const { t } = useWords()
  const isNarrow = useMediaQuery(Narrow, false, { getInitialValueInEffect: false })
  const [isOpen, { toggle }] = useDisclosure(false)
  const isIdle = useIdle()
  const id = useId()
  const [Settings] = useState(part.use)
  const settings = <Suspense fallback={<Skeleton h={520} radius="md" />}><Settings /></Suspense>
  if (!isNarrow) return settings
  return (
    <>
      <UnstyledButton w="100%" onClick={toggle} aria-expanded={isOpen} aria-controls={id} py={4}>
        <Stack gap={0}>
          <Button component="span" variant="subtle" color="gray" justify="space-between" fullWidth
            leftSection={<IconAdjustments size={18} aria-hidden />}
            rightSection={<IconChevronDown size={18} aria-hidden />}>
            {t('create.settings')}
          </Button>
        </Stack>
      </UnstyledButton>
      {/* What is folded away comes after what is seen. */}
      <Collapse expanded={isOpen} id={id}>{(isIdle || isOpen) && settings}</Collapse>
    </>
  )
}
