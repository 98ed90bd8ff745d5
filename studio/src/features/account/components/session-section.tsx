import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Session } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { Section } from '~/ui/section'
import { tellProblem } from '~/ui/toast'
import { endOtherSessions, endSession, sessionsQuery } from '../api/manage-account'
import { deviceName } from '../device-name'

/** Where the person is logged in, and an end to it. */
export function SessionSection() {
  const { t } = useWords()
  const cache = useQueryClient()
  const { data } = useQuery(sessionsQuery)
  const refresh = () => cache.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  return (
    <Section title={t('sessions.title')} text={t('sessions.text')}>
      <Stack gap="sm">
        {data?.items.map(session => (
          <SessionRow key={session.id} session={session}
            onEnd={() => void endSession(session.id).then(refresh, tellProblem)} />
        )) ?? <Skeleton h={80} />}
      </Stack>
      {(data?.items.length ?? 0) > 1 && (
        <Button variant="default" size="xs" w="fit-content"
          onClick={() => void endOtherSessions().then(refresh, tellProblem)}>
          {t('sessions.endOthers')}
        </Button>
      )}
    </Section>
  )
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const words = useWords()
  const { t } = words
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={500}>{deviceName(session.device) || t('sessions.unknown')}</Text>
        <Text size="xs" c="dimmed">{session.address} · {t('sessions.seen', { when: words.ago(session.seenAt) })}</Text>
      </div>
      {session.isCurrent
        ? <Badge variant="light">{t('sessions.current')}</Badge>
        : <Button size="compact-xs" variant="default" onClick={onEnd}>{t('sessions.end')}</Button>}
    </Group>
  )
}
