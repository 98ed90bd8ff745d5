import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { keysQuery } from '../api/api-keys'
import { Snippet } from './snippet'

/** The first call that anybody makes, with the person's own key in its place. */
export function Examples() {
  const { t } = useWords()
  const { data } = useInfiniteQuery(keysQuery)
  const call = {
    method: 'POST',
    url: `${location.origin}/api/v1/generations`,
    body: { prompt: 'a red house on a green hill at night', count: 1 },
  }
  return <Card title={t('keys.examples')}><Snippet call={call} prefix={data?.pages[0]?.items[0]?.prefix} /></Card>
}
