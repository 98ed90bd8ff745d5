import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { EmptyState } from '~/ui/empty-state'
import { IconSearch } from '~/ui/icons'
import { Markdown } from '~/ui/markdown'
import { Page } from '~/ui/page'
import { PageSkeleton } from '~/ui/page-skeleton'
import { pageQuery } from './api/read-page'

/** Help, privacy, terms: what the operator has to say. */
export function OperatorPage() {
  const { t } = useWords()
  const { data: page, error } = useQuery(pageQuery(useParams().key ?? ''))
  if (error) return <EmptyState icon={IconSearch} title={t('notFound.title')} text={t('notFound.text')} />
  if (!page) return <PageSkeleton />
  return <Page title={page.title} size="sm"><Markdown text={page.text} /></Page>
}
