import { Badge, Code, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { useIsManager } from '~/lib/session/workspaces'
import { keysQuery } from '../api/api-keys'
import { type ApiDescription, type Operation, addressOf, contentOf, exampleOf } from '../reference/openapi'
import { prettyJson } from '../pretty-json'
import { Fields, Parameters } from './fields'
import { Marked } from './marked'
import { Method } from './method'
import { Snippet } from './snippet'
import { TryIt } from './try-it'

/** One operation: what it takes and answers, how to call it, and a way to call it here. */
export function OperationView({ operation, description }: { operation: Operation; description: ApiDescription }) {
  const { t } = useWords()
  const isManager = useIsManager() // others may not see the keys
  const { data: keys } = useInfiniteQuery({ ...keysQuery, throwOnError: false, retry: false, enabled: isManager })
  const content = contentOf(operation.requestBody?.content)
  const isJson = content?.mediaType === 'application/json'
  const [values, setValues] = useState<Record<string, string>>({})
  const [body, setBody] = useState(isJson ? JSON.stringify(exampleOf(content.schema, description), null, 2) : '')
  const call = {
    method: operation.method,
    url: location.origin + addressOf(operation, values),
    body: isJson ? readJson(body) : undefined,
  }
  return (
    <Stack component="article" className="surface" p={{ base: 'md', sm: 'lg' }} aria-label={operation.summary} miw={0}>
      <div>
        <Title order={2} size="h4">{operation.summary}</Title>
        <Group gap="xs" mt={6}>
          <Method method={operation.method} />
          <Code style={{ overflowWrap: 'anywhere' }}>{operation.path}</Code>
          {!operation.security && (
            <Badge variant="light" color="gray" tt="none" c="dimmed">{t('reference.anybody')}</Badge>
          )}
        </Group>
        {operation.description && <Text size="sm" mt="xs"><Marked text={operation.description} /></Text>}
      </div>
      <Parameters operation={operation} />
      {content && (
        <Fields title={`${t('reference.body')} · ${content.mediaType}`} schema={content.schema}
          description={description} />
      )}
      <Answers operation={operation} description={description} />
      <Snippet call={call} prefix={keys?.pages[0]?.items[0]?.prefix} />
      <TryIt operation={operation} values={values} onValues={setValues} body={isJson ? body : undefined}
        onBody={setBody} />
    </Stack>
  )
}

function Answers({ operation, description }: { operation: Operation; description: ApiDescription }) {
  const { t } = useWords()
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">{t('reference.answers')}</Title>
      {Object.entries(operation.responses).filter(([status]) => status !== 'default').map(([status, answer]) => {
        const content = contentOf(answer.content)
        return content
          ? (
            <Fields key={status} title={`${status} · ${content.mediaType}`} schema={content.schema}
              description={description} isFolded />
          )
          : <Text key={status} size="sm">{status} · {t('reference.noContent')}</Text>
      })}
    </Stack>
  )
}

/** A body for an example: as JSON where it is that, else nothing. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(prettyJson(text))
  } catch {
    return undefined
  }
}
