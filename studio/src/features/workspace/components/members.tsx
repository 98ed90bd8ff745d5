import { Button, Skeleton, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { ProblemAlert } from '~/ui/problem-alert'
import { membersQuery } from '../api/members'
import { MemberRow } from './member-row'

/** Who is in the workspace, and as what. */
export function Members({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const list = useInfiniteQuery(membersQuery(workspace.id))
  const members = list.data?.pages.flatMap(page => page.items)
  return (
    <Card title={t('workspace.membersTitle')}>
      {list.error && !members && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {!list.error && !members && <Stack gap="xs">{[1, 2].map(key => <Skeleton key={key} h={40} />)}</Stack>}
      {members?.map(member => <MemberRow key={member.userId} member={member} workspace={workspace} />)}
      {list.hasNextPage && (
        <Button mt="sm" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Card>
  )
}
