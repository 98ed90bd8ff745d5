import { Group, Stack, Table, Text } from '@mantine/core'
import type { WalletCredits } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { Section } from '~/ui/section'

/** One kind of credit: what is left, grant by grant, and what comes. */
export function WalletCard({ wallet }: { wallet: WalletCredits }) {
  const words = useWords()
  const { t } = words
  return (
    <Section title={wallet.title}>
      <Group align="baseline" gap="xs">
        <Text fz={34} fw={600} lh={1} ff="heading">{words.number(wallet.available)}</Text>
        <Text c="dimmed">{t('credits.available')}</Text>
        {wallet.held > 0 && (
          <Text size="sm" c="dimmed">· {t('credits.held', { amount: words.number(wallet.held) })}</Text>
        )}
      </Group>
      {wallet.grants.length > 0 && (
        <Table fz="sm" verticalSpacing={4} horizontalSpacing={0}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('credits.from')}</Table.Th><Table.Th>{t('credits.expires')}</Table.Th>
              <Table.Th ta="end">{t('credits.left')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {wallet.grants.map(grant => (
              <Table.Tr key={grant.id}>
                <Table.Td>{t(`source.${grant.source}` as 'source.plan') || grant.source}</Table.Td>
                <Table.Td>{grant.expiresAt ? words.day(grant.expiresAt) : t('app.never')}</Table.Td>
                <Table.Td ta="end">{words.number(grant.available)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Stack gap={2}>
        {wallet.renewals.map(renewal => (
          <Text key={renewal.at} size="sm" c="dimmed">
            {t('credits.comes', { amount: words.credits(renewal.credits), day: words.day(renewal.at) })}
          </Text>
        ))}
      </Stack>
    </Section>
  )
}
