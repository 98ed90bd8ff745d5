import { Anchor, PinInput, Stack, Text, TextInput } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'

export type CodeKind = 'code' | 'recoveryCode'

type Fields = { kind: CodeKind; onKind: (kind: CodeKind) => void; code: string; onCode: (code: string) => void }

/** The second factor: six digits of an app, or one of the codes for when the app is gone. */
export function CodeFields({ kind, onKind, code, onCode }: Fields) {
  const { t } = useWords()
  const change = () => {
    onKind(kind === 'code' ? 'recoveryCode' : 'code')
    onCode('')
  }
  return (
    <Stack gap={6}>
      {kind === 'code'
        ? (
          <>
            <Text size="sm" fw={500}>{t('logIn.code')}</Text>
            <PinInput length={6} type="number" oneTimeCode autoFocus value={code} onChange={onCode}
              getInputProps={index => ({ 'aria-label': `${t('logIn.code')} ${index + 1}` })} />
          </>
        )
        : (
          <TextInput label={t('logIn.recoveryCode')} value={code} autoFocus autoComplete="off"
            onChange={event => onCode(event.currentTarget.value)} />
        )}
      <Anchor component="button" type="button" size="sm" ta="start" onClick={change}>
        {kind === 'code' ? t('logIn.useRecovery') : t('logIn.useCode')}
      </Anchor>
    </Stack>
  )
}
