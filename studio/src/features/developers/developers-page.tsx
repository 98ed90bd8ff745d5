import { Tabs } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { useSearchParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { Page } from '~/ui/page'
import { PageSkeleton } from '~/ui/page-skeleton'
import { KeySection } from './components/key-section'
import { WebhookSection } from './components/webhook-section'

const Reference = lazy(async () => ({ default: (await import('./components/reference')).Reference }))

/** For who writes code: keys, webhooks, and the API itself. */
export function DevelopersPage() {
  const { t } = useWords()
  const [params, setParams] = useSearchParams()
  return (
    <Page title={t('nav.developers')}>
      <Tabs value={params.get('tab') ?? 'keys'} keepMounted={false}
        onChange={tab => setParams(tab && tab !== 'keys' ? { tab } : {}, { replace: true })}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="keys">{t('keys.title')}</Tabs.Tab>
          <Tabs.Tab value="webhooks">{t('webhooks.title')}</Tabs.Tab>
          <Tabs.Tab value="api">{t('reference.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="keys"><KeySection /></Tabs.Panel>
        <Tabs.Panel value="webhooks"><WebhookSection /></Tabs.Panel>
        <Tabs.Panel value="api"><Suspense fallback={<PageSkeleton />}><Reference /></Suspense></Tabs.Panel>
      </Tabs>
    </Page>
  )
}
