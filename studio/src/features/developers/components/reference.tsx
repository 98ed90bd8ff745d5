import { Accordion, Anchor, Badge, Code, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconSearch } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { keysQuery } from '../api/keys'
import { referenceQuery } from '../api/reference'
import type { Operation } from '../document'
import { TryIt } from './try-it'

/** The API from its own description: every operation, with an example and a way to try it. */
export function Reference() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(referenceQuery)
  const [words, setWords] = useState('')
  const { data: keys } = useQuery({ ...keysQuery, retry: false })
  const prefix = keys?.items[0]?.prefix ?? 'mzt_'
  const found = useMemo(() => data?.operations.filter(operation => fits(operation, words)) ?? [], [data, words])
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={400} />
  return (
    <Stack>
      <Group justify="space-between">
        <TextInput type="search" flex={1} maw={420} leftSection={<IconSearch size={16} aria-hidden />}
          aria-label={t('reference.search')} placeholder={t('reference.search')} value={words}
          onChange={event => setWords(event.currentTarget.value)} />
        <Anchor href="/openapi/v1.json" size="sm">OpenAPI 3.1</Anchor>
      </Group>
      {data.tags.map(tag => ({ tag, operations: found.filter(operation => operation.tag === tag) }))
        .filter(group => group.operations.length > 0)
        .map(({ tag, operations }) => (
          <section key={tag} aria-label={tag}>
            <Title order={2} size="h4" mb="xs">{tag}</Title>
            <Accordion variant="contained" radius="md">
              {operations.map(operation => (
                <Accordion.Item key={operation.id} value={operation.id}>
                  <Accordion.Control>
                    <Group gap="sm">
                      <Badge size="sm" radius="sm" variant="default" w={68}>{operation.method}</Badge>
                      <Code bg="transparent" style={{ overflowWrap: 'anywhere' }}>{operation.path}</Code>
                      <Text size="sm" c="dimmed">{operation.summary}</Text>
                    </Group>
                  </Accordion.Control>
                  <Accordion.Panel><Details operation={operation} prefix={prefix} /></Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          </section>
        ))}
    </Stack>
  )
}

const fits = ({ path, summary, id }: Operation, words: string): boolean =>
  words.toLowerCase().split(/\s+/).every(word => `${path} ${summary} ${id}`.toLowerCase().includes(word))

function Details({ operation, prefix }: { operation: Operation; prefix: string }) {
  return (
    <Stack gap="sm">
      {operation.description && <Text size="sm">{operation.description}</Text>}
      {operation.parameters.map(parameter => (
        <Text key={`${parameter.place} ${parameter.name}`} size="sm">
          <Code>{parameter.name}</Code> <Text span size="xs" c="dimmed">{parameter.place}</Text> {parameter.description}
        </Text>
      ))}
      <TryIt operation={operation} prefix={prefix} />
    </Stack>
  )
}
