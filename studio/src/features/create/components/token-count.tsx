import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { Hint } from '~/ui/hint'
import { tokensQuery } from '../api/count-tokens'
import { TokensInPart, countTokens } from '../tokens'

const SettleMs = 300

/** How long a prompt is for its model, counted by the server; a guess where the server has not the vocabulary. */
export function TokenCount({ prompt, model }: { prompt: string; model: string | undefined }) {
  const { t } = useWords()
  const [settled] = useDebouncedValue(prompt, SettleMs)
  const { data } = useQuery(tokensQuery(model, settled))
  const limit = data?.limit ?? TokensInPart
  const counted = prompt === '' ? 0 : data?.count
  const used = counted ?? countTokens(prompt)
  return (
    <Hint multiline w={300} label={t('create.tokensHint', { limit })}>
      <Text size="xs" c={used > limit ? 'orange.9' : 'dimmed'} tabIndex={0}>
        {t(counted == null ? 'create.tokensAbout' : 'create.tokens', { used, limit })}
      </Text>
    </Hint>
  )
}
