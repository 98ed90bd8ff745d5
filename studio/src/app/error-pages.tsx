import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Link, useRevalidator, useRouteError } from 'react-router'
import { isProblem } from '~/api/problem'
import { useWords } from '~/lib/i18n/use-words'
import { workspace } from '~/lib/session/workspace'
import { useStore } from '~/lib/store'
import { EmptyState } from '~/ui/empty-state'
import { IconAlertTriangle, IconSearch } from '~/ui/icons'
import { NoRight } from '~/ui/no-right'

export function NotFoundPage() {
  const { t } = useWords()
  return (
    <EmptyState isPage icon={IconSearch} title={t('notFound.title')} text={t('notFound.text')}>
      <Button component={Link} to="/">{t('notFound.home')}</Button>
    </EmptyState>
  )
}

/** What one workspace refuses another may have: whoever turns to it sees the page. */
function useAnotherTry(): void {
  const chosen = useStore(workspace)
  const [refused] = useState(chosen)
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (chosen !== refused) void revalidate()
  }, [chosen, refused, revalidate])
}

/** What stands in place of a page that threw. */
export function FaultPage() {
  const { t } = useWords()
  const error = useRouteError()
  useAnotherTry()
  if (isProblem(error, 'not_found', 'no_such_route')) return <NotFoundPage />
  if (isProblem(error, 'missing_scope', 'owner_needed')) return <NoRight isPage />
  return (
    <EmptyState isPage icon={IconAlertTriangle} title={t('error.title')} text={t('error.text')}>
      <Button onClick={() => location.reload()}>{t('error.reload')}</Button>
    </EmptyState>
  )
}
