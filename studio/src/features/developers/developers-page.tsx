import { Tabs } from '@mantine/core'
import { Suspense } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { useWorkspace } from '~/lib/session/workspaces'
import { NoRight } from '~/ui/no-right'
import { Page } from '~/ui/page'
import { PageSkeleton } from '~/ui/page-skeleton'

const Parts = ['keys', 'webhooks', 'reference'] as const

/** What programs need: keys, webhooks, and the API's own description. Each has its own address. */
export function DevelopersPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const last = useLocation().pathname.split('/').at(-1) ?? ''
  const part = Parts.find(one => one === last) ?? 'keys'
  const workspace = useWorkspace()
  if (!workspace) return <PageSkeleton />
  const isOpen = part === 'reference' || workspace.role !== 'member' // the server would refuse the rest
  return (
    <Page title={t('developers.title')} size={1100}>
      <Tabs value={part} onChange={next => void navigate(next === 'keys' ? '/developers' : `/developers/${next}`)}>
        <Tabs.List mb="lg">
          {Parts.map(one => <Tabs.Tab key={one} value={one}>{t(`developers.${one}`)}</Tabs.Tab>)}
        </Tabs.List>
        {Parts.map(one => (
          <Tabs.Panel key={one} value={one}>
            {one === part && (isOpen ? <Suspense fallback={<PageSkeleton />}><Outlet /></Suspense> : <NoRight />)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
