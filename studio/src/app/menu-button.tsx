import { ActionIcon } from '@mantine/core'
import { lazy } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { patiently } from '~/lib/patiently'
import { IconMenu2 } from '~/ui/icons'
import { LaterMenu } from '~/ui/later-menu'

const AppMenu = lazy(() => patiently(async () => ({ default: (await import('./app-menu')).AppMenu })))

/** The way to everything that is about the person, and to how the page looks and speaks. */
export function MenuButton() {
  const { t } = useWords()
  const button = <ActionIcon size="lg" aria-label={t('app.menu')}><IconMenu2 size={20} aria-hidden /></ActionIcon>
  return <LaterMenu button={button} renderMenu={props => <AppMenu {...props} />} />
}
