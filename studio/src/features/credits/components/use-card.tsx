import { Button, Collapse, Group, SegmentedControl, Skeleton, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { Card } from '~/ui/card'
import { ProblemAlert } from '~/ui/problem-alert'
import { Scroller } from '~/ui/scroller'
import { usageQuery } from '../api/read-usage'
import { type Chart, chartOf } from '../use-by-day'
import { UseChart } from './use-chart'

const Ranges = [7, 30, 90]

/** What was spent by day and model, as a picture and as a table. */
export function UseCard() {
  const { t } = useWords()
  const [days, setDays] = useState(30)
  const { data: usage, dataUpdatedAt, error, refetch } = useQuery(usageQuery(days))
  return (
    <Card
      title={t('credits.use')}
      actions={(
        <SegmentedControl size="xs" aria-label={t('credits.range')} value={String(days)}
          data={Ranges.map(range => ({ value: String(range), label: t('credits.days', { count: range }) }))}
          onChange={range => setDays(Number(range))} />
      )}
    >
      {error && !usage
        ? <ProblemAlert error={error} onRetry={() => void refetch()} />
        : usage ? <Use chart={chartOf(usage.days, days, dataUpdatedAt)} /> : <Skeleton h={240} />}
    </Card>
  )
}

function Use({ chart }: { chart: Chart }) {
  const words = useWords()
  const { t } = words
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  const { data: models } = useQuery(modelsQuery)
  const titleOf = (key: string) => models?.find(model => model.key === key)?.title ?? key
  if (chart.images === 0) return <Text c="dimmed" py="xl" ta="center">{t('credits.useNone')}</Text>
  return (
    <>
      <UseChart chart={chart} titleOf={titleOf} />
      <Group justify="flex-end" mt="xs">
        <Button variant="subtle" color="gray" size="compact-sm" aria-expanded={isOpen} aria-controls={id}
          onClick={toggle}>
          {t(isOpen ? 'credits.tableHide' : 'credits.tableShow')}
        </Button>
      </Group>
      <Collapse expanded={isOpen} id={id}>
        <Scroller label={t('credits.table')} maxHeight={360}><UseTable chart={chart} titleOf={titleOf} /></Scroller>
      </Collapse>
    </>
  )
}

function UseTable({ chart, titleOf }: { chart: Chart; titleOf: (key: string) => string }) {
  const words = useWords()
  const { t } = words
  const rows = chart.columns.toReversed().flatMap(column =>
    column.segments.map(segment => ({ ...segment, day: column.day })))
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('credits.day')}</Table.Th>
          <Table.Th>{t('create.model')}</Table.Th>
          <Table.Th ta="right">{t('create.count')}</Table.Th>
          <Table.Th ta="right">{t('credits.spent')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(row => (
          <Table.Tr key={`${row.day} ${row.model}`}>
            <Table.Td>{words.utcDay(row.day)}</Table.Td>
            <Table.Td>{titleOf(row.model)}</Table.Td>
            <Table.Td ta="right">{words.number(row.images)}</Table.Td>
            <Table.Td ta="right">{words.number(row.credits)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
