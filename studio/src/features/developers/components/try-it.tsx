import { Alert, Button, Code, Group, JsonInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconSend } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { Scroller } from '~/ui/scroller'
import { type TrialAnswer, tryOperation } from '../api/try-operation'
import classes from '../developers.module.css'
import { prettyJson } from '../pretty-json'
import { type Operation, addressOf } from '../reference/openapi'

type Props = {
  operation: Operation
  values: Record<string, string>
  onValues: (values: Record<string, string>) => void
  /** The body as it is written; undefined where the operation takes none that can be written. */
  body: string | undefined
  onBody: (body: string) => void
}

/** Calls the operation with the person's own session, and shows what comes back. */
export function TryIt({ operation, values, onValues, body, onBody }: Props) {
  const { t } = useWords()
  const trial = useMutation({
    mutationFn: () => tryOperation({
      method: operation.method,
      address: addressOf(operation, values),
      headers: headersOf(operation, values),
      body,
    }),
  })
  const isOutOfReach = isEndless(operation) || (operation.requestBody !== undefined && body === undefined)
  const fault = body === undefined ? null : faultOf(body)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    trial.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={3} size="h5">{t('reference.try')}</Title>
        {isOutOfReach && <Text size="sm" c="dimmed">{t('reference.noTry')}</Text>}
        {!isOutOfReach && operation.method !== 'GET' && (
          <Alert color="yellow" variant="light" p="xs">{t('reference.tryText')}</Alert>
        )}
        {!isOutOfReach && (
          <>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              {(operation.parameters ?? []).map(one => (
                <TextInput key={one.name} size="sm" label={one.name} required={one.required}
                  value={values[one.name] ?? ''}
                  onChange={event => onValues({ ...values, [one.name]: event.currentTarget.value })} />
              ))}
            </SimpleGrid>
            {body !== undefined && (
              <JsonInput label={t('reference.bodyJson')} autosize minRows={3} maxRows={16} value={body}
                onChange={onBody}
                error={fault && t('reference.notJson', { fault })} classNames={{ input: classes.json }} />
            )}
            <Group>
              <Button type="submit" size="sm" leftSection={<IconSend size={16} aria-hidden />}
                loading={trial.isPending} disabled={fault !== null}>
                {t('reference.send')}
              </Button>
            </Group>
            <ProblemAlert error={trial.error} />
            {trial.data && <Answer answer={trial.data} />}
          </>
        )}
      </Stack>
    </form>
  )
}

const isEndless = ({ responses }: Operation): boolean =>
  Object.values(responses).some(answer => Object.keys(answer.content ?? {}).includes('text/event-stream'))

const headersOf = ({ parameters = [] }: Operation, values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(parameters.filter(one => one.in === 'header' && values[one.name])
    .map(one => [one.name, values[one.name]!]))

/** What is wrong with a text that should be JSON; null where nothing is. */
function faultOf(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

function Answer({ answer }: { answer: TrialAnswer }) {
  const words = useWords()
  const { t } = words
  const isGood = answer.status < 400
  return (
    <Stack gap="xs" role="status">
      <Group gap="md">
        <Text fw={600} c={isGood ? undefined : 'var(--mantine-color-error)'}>{answer.status}</Text>
        <Text size="sm" c="dimmed">{t('reference.tookMs', { ms: answer.ms })}</Text>
        {answer.bytes > 0 && (
          <Text size="sm" c="dimmed">
            {t('reference.bytes', { size: words.bytes(answer.bytes), type: answer.type })}
          </Text>
        )}
      </Group>
      {answer.text && (
        <Scroller label={t('reference.answer')} maxHeight={420}>
          <Code block w="max-content" miw="100%">{prettyJson(answer.text)}</Code>
        </Scroller>
      )}
      {answer.picture && <img src={answer.picture} alt={t('reference.answer')} className={classes.picture} />}
    </Stack>
  )
}
