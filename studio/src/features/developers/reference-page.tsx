import { Anchor, Box, Group, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { IconSearch } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { DescriptionAddress, descriptionQuery } from './api/read-description'
import { Method } from './components/method'
import { OperationView } from './components/operation-view'
import { ProblemCodes } from './components/problem-codes'
import classes from './developers.module.css'
import { type ApiDescription, type Operation, find, operationsByTag } from './reference/openapi'

/** Every operation of the API as the running server describes it. The address holds which one is shown. */
export function ReferencePage() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(descriptionQuery)
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={480} radius="lg" />
  return (
    <Stack gap="lg">
      <Reference description={data} />
      <ProblemCodes />
      <Text size="sm"><Anchor href={DescriptionAddress} size="sm">{t('reference.document')}</Anchor></Text>
    </Stack>
  )
}

function Reference({ description }: { description: ApiDescription }) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const byTag = operationsByTag(description)
  const all = byTag.flatMap(([, operations]) => operations)
  const shown = all.find(one => one.operationId === search.get('operation')) ?? all[0]!
  return (
    <div className={classes.reference}>
      <Box visibleFrom="md"><OperationList byTag={byTag} shown={shown} /></Box>
      <Select hiddenFrom="md" searchable allowDeselect={false} label={t('reference.choose')} value={shown.operationId}
        data={byTag.map(([group, operations]) => ({
          group,
          items: operations.map(one => ({ value: one.operationId, label: one.summary ?? one.path })),
        }))}
        onChange={operation => operation && setSearch({ operation }, { preventScrollReset: true })} />
      <OperationView key={shown.operationId} operation={shown} description={description} />
    </div>
  )
}

function OperationList({ byTag, shown }: { byTag: [string, Operation[]][]; shown: Operation }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const found = find(byTag, words)
  return (
    <nav aria-label={t('reference.operations')} className={classes.operations}>
      <TextInput size="sm" aria-label={t('reference.search')} placeholder={t('reference.search')} value={words}
        leftSection={<IconSearch size={16} aria-hidden />} mb="sm"
        onChange={event => setWords(event.currentTarget.value)} />
      {found.length === 0 && <Text size="sm" c="dimmed">{t('reference.nothing')}</Text>}
      {found.map(([tag, operations]) => (
        <Box key={tag} mb="sm">
          <Text size="xs" fw={600} c="dimmed" mb={4}>{tag}</Text>
          {operations.map(one => (
            <Link key={one.operationId} to={`?operation=${one.operationId}`} preventScrollReset
              className={classes.operation}
              aria-current={one === shown ? 'page' : undefined}>
              <Group gap={6} wrap="nowrap">
                <Method method={one.method} /><span>{one.path.replace('/api/v1', '')}</span>
              </Group>
            </Link>
          ))}
        </Box>
      ))}
    </nav>
  )
}
