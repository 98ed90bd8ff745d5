import { Button, Code, Group, Stack, Text, TextInput, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { reach } from '~/api/client'
import { ApiProblem } from '~/api/problem'
import { useWords } from '~/lib/i18n/use-words'
import { CopyButton } from '~/ui/copy-button'
import { type Operation, commandOf } from '../document'

const ShownMost = 20_000

/** Sends a request as the person who is logged in, and shows what comes back. */
export function TryIt({ operation, prefix }: { operation: Operation; prefix: string }) {
  const { t } = useWords()
  const [values, setValues] = useState<Record<string, string>>({})
  const [body, setBody] = useState(operation.body ?? '')
  const send = useMutation({ mutationFn: () => run(operation, values, body) })
  const command = commandOf(operation, location.origin, prefix, operation.body === null ? null : body)
  return (
    <Stack gap="sm">
      {operation.parameters.filter(parameter => parameter.place !== 'header').map(parameter => (
        <TextInput key={parameter.name} size="xs" label={parameter.name} value={values[parameter.name] ?? ''}
          onChange={event => setValues({ ...values, [parameter.name]: event.currentTarget.value })} />
      ))}
      {operation.body !== null && (
        <Textarea size="xs" label={t('reference.body')} autosize minRows={3} maxRows={16} value={body}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={event => setBody(event.currentTarget.value)} />
      )}
      <Code block tabIndex={0}>{command}</Code>
      <Group>
        <Button size="xs" loading={send.isPending} onClick={() => send.mutate()}>{t('reference.try')}</Button>
        <CopyButton text={command} label="curl" />
        {operation.method !== 'GET' && <Text size="xs" c="dimmed">{t('reference.real')}</Text>}
      </Group>
      {send.data && (
        <Code block mah={360} style={{ overflow: 'auto' }} tabIndex={0} aria-live="polite">{send.data}</Code>
      )}
    </Stack>
  )
}

async function run(operation: Operation, values: Record<string, string>, body: string): Promise<string> {
  const query = new URLSearchParams()
  let path = operation.path
  for (const { name, place } of operation.parameters) {
    const value = values[name] ?? ''
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value))
    else if (place === 'query' && value) query.set(name, value)
  }
  try {
    const answer = await reach(query.size > 0 ? `${path}?${query}` : path, {
      method: operation.method,
      ...(operation.body === null ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
    })
    return `${answer.status}\n${await textOf(answer)}`
  } catch (error) {
    if (error instanceof ApiProblem) return `${error.status}\n${JSON.stringify(error.details, null, 2)}`
    throw error
  }
}

async function textOf(answer: Response): Promise<string> {
  const type = answer.headers.get('Content-Type') ?? ''
  if (type.includes('event-stream') || type.startsWith('image/') || type.includes('zip')) {
    await answer.body?.cancel()
    return type
  }
  const text = await answer.text()
  try {
    return JSON.stringify(JSON.parse(text), null, 2).slice(0, ShownMost)
  } catch {
    return text.slice(0, ShownMost)
  }
}
