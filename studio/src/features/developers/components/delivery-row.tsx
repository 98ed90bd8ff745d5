import { Badge, Button, Code, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import type { WebhookDelivery } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { IconChevronDown, IconRefresh } from '~/ui/icons'
import { Scroller } from '~/ui/scroller'
import { tell, tellProblem } from '~/ui/toast'
import { replayDelivery } from '../api/webhooks'
import classes from '../developers.module.css'
import { prettyJson } from '../pretty-json'

const Colours: Record<string, string> = { delivered: 'green', failed: 'red', waiting: 'gray' }

/** One message: how its sending went, and when it is opened, what was sent and what was answered. */
export function DeliveryRow({ delivery, url }: { delivery: WebhookDelivery; url: string | undefined }) {
  const words = useWords()
  const { t } = words
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <div className={classes.row}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} aria-controls={id} w="100%" py="sm">
        <Group wrap="nowrap" gap="sm">
          <Badge color={Colours[delivery.state]} variant="light" className={classes.state}>
            {t(`deliveries.state.${delivery.state}` as MessageKey)}
          </Badge>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" truncate>{delivery.type}{url && ` → ${url}`}</Text>
            <Text size="xs" c="dimmed">{words.moment(delivery.createdAt)}</Text>
          </div>
          {delivery.status != null && <Text size="sm" className={classes.number}>{delivery.status}</Text>}
          <IconChevronDown size={16} aria-hidden style={{ rotate: isOpen ? '180deg' : '0deg', flexShrink: 0 }} />
        </Group>
      </UnstyledButton>
      <div id={id}>{isOpen && <Opened delivery={delivery} />}</div>
    </div>
  )
}

function Opened({ delivery }: { delivery: WebhookDelivery }) {
  const words = useWords()
  const { t } = words
  const cache = useQueryClient()
  const replay = useMutation({
    mutationFn: () => replayDelivery(delivery.id),
    onSuccess: () => {
      tell(t('deliveries.replayed'))
      return cache.invalidateQueries({ queryKey: ['webhooks', 'deliveries'] })
    },
    onError: tellProblem,
  })
  return (
    <Stack gap="xs" pb="md">
      <Group gap="2px 20px" c="dimmed">
        <Text size="sm">{t('deliveries.attempts', { count: delivery.attempts })}</Text>
        {delivery.latencyMs != null && <Text size="sm">{t('deliveries.took', { ms: delivery.latencyMs })}</Text>}
        {delivery.nextAttemptAt && (
          <Text size="sm">{t('deliveries.next', { when: words.ago(delivery.nextAttemptAt) })}</Text>
        )}
        <Button ml="auto" size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />}
          loading={replay.isPending} onClick={() => replay.mutate()}>
          {t('deliveries.replay')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>webhook-id: {delivery.id}</Text>
      <Text size="sm" fw={500}>{t('deliveries.sent')}</Text>
      <Scroller label={t('deliveries.sent')}>
        <Code block className={classes.body}>{prettyJson(delivery.body)}</Code>
      </Scroller>
      {delivery.answer && (
        <>
          <Text size="sm" fw={500}>{t('deliveries.answer')}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{delivery.answer}</Code>
        </>
      )}
    </Stack>
  )
}
