import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { EmptyState } from './empty-state'
import { IconLock } from './icons'

/** What stands where only those who manage the workspace may look. */
export function NoRight({ isPage }: { isPage?: boolean }) {
  const { t } = useWords()
  return (
    <EmptyState isPage={isPage ?? false} icon={IconLock} title={t('noRight.title')} text={t('noRight.text')}>
      <Button component={Link} to="/">{t('notFound.home')}</Button>
    </EmptyState>
  )
}
