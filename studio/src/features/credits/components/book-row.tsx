import { Group, Skeleton, Stack, Table, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'react-router'
import type { CreditTransfer, Generation } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { generationQuery } from '~/lib/live/generations'
import { addressInWorkspace } from '~/lib/session/workspace'
import { IconChevronDown } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { lineOf } from '../book'
import classes from '../credits.module.css'

/** One line of the account book; one that is about a generation opens to show it. */
export function BookRow({ transfer, wallet }: { transfer: CreditTransfer; wallet: string | undefined }) {
  const words = useWords()
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  const { isFinal, credits } = lineOf(transfer)
  const sign = isFinal && credits > 0 ? '+' : ''
  return (
    <Table.Tr>
      <Table.Td>
        {transfer.generationId
          ? (
            <UnstyledButton className={classes.opener} onClick={toggle} aria-expanded={isOpen} aria-controls={id}>
              <What transfer={transfer} wallet={wallet} />
              <IconChevronDown size={16} aria-hidden style={{ rotate: isOpen ? '180deg' : '0deg' }} />
            </UnstyledButton>
          )
          : <What transfer={transfer} wallet={wallet} />}
        <div id={id}>
          {isOpen && transfer.generationId && <Behind id={transfer.generationId} image={transfer.image} />}
        </div>
      </Table.Td>
      <Table.Td ta="right" valign="top" w={1} className={classes.amount}>
        <Text c={isFinal ? undefined : 'dimmed'} fw={isFinal ? 600 : 400} size="sm">
          {sign}{words.number(credits)}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}

function What({ transfer, wallet }: { transfer: CreditTransfer; wallet: string | undefined }) {
  const words = useWords()
  const { label } = lineOf(transfer)
  const isTold = label === 'credits.line.adjusted' && transfer.reason
  return (
    <div>
      <Text size="sm">{words.t(label)}{isTold && `: ${transfer.reason}`}</Text>
      <Text size="xs" c="dimmed">
        <time dateTime={transfer.createdAt}>{words.moment(transfer.createdAt)}</time>
        {wallet && ` · ${wallet}`}
      </Text>
    </div>
  )
}

/** The generation behind a line: its prompt and its pictures, or the one that the line is about. */
function Behind({ id, image }: { id: string; image: number | null | undefined }) {
  const { t } = useWords()
  const { data: generation, error } = useQuery(generationQuery(id))
  if (error) return <ProblemAlert error={error} />
  if (!generation) return <Skeleton h={96} mt="xs" />
  return (
    <Stack gap="xs" mt="xs">
      <Text size="sm" lineClamp={3} maw={640}>{generation.request.prompt}</Text>
      <Group gap="xs">
        {generation.images.filter((_, index) => image == null || index === image).map(one => (
          one.thumbnailUrl && !one.isDeleted
            ? (
              <Link key={one.id} to={`/pictures/${one.id}`}
                aria-label={t('feed.open', { prompt: generation.request.prompt })}>
                <img className={classes.picture} src={addressInWorkspace(one.thumbnailUrl)} alt="" loading="lazy" />
              </Link>
            )
            : <Text key={one.id} size="sm" c="dimmed">{t(stateOf(one))}</Text>
        ))}
      </Group>
    </Stack>
  )
}

const States = {
  queued: 'feed.queued', running: 'feed.starting', failed: 'feed.failed', cancelled: 'feed.cancelled',
} as const

const stateOf = (image: Generation['images'][number]) =>
  image.isDeleted ? 'feed.deleted' : States[image.status as keyof typeof States] ?? 'feed.deleted'
