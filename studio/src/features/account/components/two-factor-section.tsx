import { Badge, Button, Code, Group, Modal, PinInput, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { accountQuery } from '~/lib/session/session'
import { CopyButton } from '~/ui/copy-button'
import { PasswordDialog } from '~/ui/password-dialog'
import { ProblemAlert } from '~/ui/problem-alert'
import { QrCode } from '~/ui/qr-code'
import { Section } from '~/ui/section'
import { beginTwoFactor, confirmTwoFactor, disableTwoFactor, renewRecoveryCodes } from '../api/two-factor'

type Step =
  | { kind: 'begin' | 'disable' | 'renew' }
  | { kind: 'scan'; secret: string; uri: string }
  | { kind: 'codes'; codes: string[] }

/** The second factor: an app's codes besides the password. */
export function TwoFactorSection({ account }: { account: Account }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [step, setStep] = useState<Step | null>(null)
  const close = () => {
    setStep(null)
    void cache.invalidateQueries({ queryKey: accountQuery.queryKey })
  }
  return (
    <Section title={t('twoFactor.title')} text={t('twoFactor.text')}>
      <Group justify="space-between">
        {account.isTwoFactorOn
          ? (
            <Group gap="xs">
              <Badge variant="filled">{t('twoFactor.on')}</Badge>
              <Text size="sm">{t('twoFactor.left', { count: account.recoveryCodesLeft })}</Text>
            </Group>
          )
          : <Badge variant="default">{t('twoFactor.off')}</Badge>}
        <Group gap="xs">
          {account.isTwoFactorOn
            ? (
              <>
                <Button size="xs" variant="default" onClick={() => setStep({ kind: 'renew' })}>
                  {t('twoFactor.renew')}
                </Button>
                <Button size="xs" variant="default" onClick={() => setStep({ kind: 'disable' })}>
                  {t('twoFactor.disable')}
                </Button>
              </>
            )
            : <Button size="xs" onClick={() => setStep({ kind: 'begin' })}>{t('twoFactor.begin')}</Button>}
        </Group>
      </Group>
      {step && <Dialog step={step} onStep={setStep} onClose={close} />}
    </Section>
  )
}

function Dialog({ step, onStep, onClose }: { step: Step; onStep: (step: Step) => void; onClose: () => void }) {
  const { t } = useWords()
  switch (step.kind) {
    case 'begin':
      return (
        <PasswordDialog title={t('twoFactor.begin')} action={t('app.next')} run={beginTwoFactor} onClose={onClose}
          onDone={made => onStep({ kind: 'scan', ...made })} />
      )
    case 'disable':
      return (
        <PasswordDialog title={t('twoFactor.disable')} text={t('twoFactor.disableText')} color="red"
          action={t('twoFactor.disable')} run={disableTwoFactor} onClose={onClose} onDone={onClose} />
      )
    case 'renew':
      return (
        <PasswordDialog title={t('twoFactor.renew')} text={t('twoFactor.renewText')} action={t('twoFactor.renew')}
          run={renewRecoveryCodes} onClose={onClose} onDone={({ codes }) => onStep({ kind: 'codes', codes })} />
      )
    case 'scan':
      return (
        <Scan secret={step.secret} uri={step.uri} onClose={onClose}
          onCodes={codes => onStep({ kind: 'codes', codes })} />
      )
    default:
      return <Codes codes={step.codes} onClose={onClose} />
  }
}

type ScanProps = { secret: string; uri: string; onCodes: (codes: string[]) => void; onClose: () => void }

function Scan({ secret, uri, onCodes, onClose }: ScanProps) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const confirmation = useMutation({
    mutationFn: confirmTwoFactor,
    onSuccess: ({ codes }) => onCodes(codes),
    onError: () => setCode(''),
  })
  return (
    <Modal opened onClose={onClose} title={t('twoFactor.scan')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack align="center">
        <Text size="sm">{t('twoFactor.scanText')}</Text>
        <QrCode text={uri} label={t('twoFactor.qr')} />
        <Code fz="sm">{secret}</Code>
        <Text size="sm" fw={500}>{t('logIn.code')}</Text>
        {/* A wrong code is taken away, and the next one begins at the first digit. */}
        <PinInput key={confirmation.failureCount} length={6} type="number" oneTimeCode autoFocus={confirmation.isError}
          value={code} onChange={setCode} onComplete={whole => confirmation.mutate(whole)}
          getInputProps={index => ({ 'aria-label': `${t('logIn.code')} ${index + 1}` })} />
        <ProblemAlert error={confirmation.error} />
      </Stack>
    </Modal>
  )
}

function Codes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal opened onClose={onClose} title={t('twoFactor.codes')} closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        <Text size="sm">{t('twoFactor.codesText')}</Text>
        <SimpleGrid cols={2} spacing="xs">
          {codes.map(code => <Code key={code} ta="center" fz="md">{code}</Code>)}
        </SimpleGrid>
        <Group justify="space-between">
          <CopyButton text={codes.join('\n')} />
          <Button onClick={onClose}>{t('twoFactor.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
