import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { CopyButton } from '~/ui/copy-button'
import { ProblemAlert } from '~/ui/problem-alert'
import { createLink } from '../api/create-link'

const Lengths = { hour: 3600, day: 86_400, week: 604_800 } as const

type Length = keyof typeof Lengths

/** A link that opens the picture for whoever has it, for a while. */
export function ShareButton({ id, icon }: { id: string; icon: ReactNode }) {
  const words = useWords()
  const { t } = words
  const [isOpen, { open, close }] = useDisclosure(false)
  const [length, setLength] = useState<Length>('day')
  const link = useMutation({ mutationFn: () => createLink(id, Lengths[length]) })
  const leave = () => {
    close()
    link.reset()
  }
  return (
    <>
      <Tooltip label={t('share.title')}>
        <ActionIcon size="lg" aria-label={t('share.title')} onClick={open}>{icon}</ActionIcon>
      </Tooltip>
      <Modal opened={isOpen} onClose={leave} title={t('share.title')}
        closeButtonProps={{ 'aria-label': t('app.close') }}>
        <Stack>
          <Text size="sm" c="dimmed">{t('share.text')}</Text>
          {link.data
            ? (
              <>
                <TextInput readOnly aria-label={t('share.link')} value={new URL(link.data.url, location.origin).href} />
                <Group justify="space-between">
                  <Text size="sm">{t('share.until', { time: words.moment(link.data.expiresAt) })}</Text>
                  <CopyButton text={new URL(link.data.url, location.origin).href} />
                </Group>
              </>
            )
            : (
              <>
                <Select label={t('share.length')} allowDeselect={false} value={length}
                  data={(Object.keys(Lengths) as Length[]).map(value => ({ value, label: t(`share.${value}`) }))}
                  onChange={value => setLength((value ?? 'day') as Length)} />
                <ProblemAlert error={link.error} />
                <Button loading={link.isPending} onClick={() => link.mutate()}>{t('share.make')}</Button>
              </>
            )}
        </Stack>
      </Modal>
    </>
  )
}
