import { Stack, Table, Text } from '@mantine/core'
import type { WalletCredits } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'

/** One wallet: what can be spent, what is set aside, when more comes, and of which grants it is made. */
export function WalletCard({ wallet }: { wallet: WalletCredits }) {
  const words = useWords()
  const { t } = words
  return (
    <Card title={wallet.title}>
      <Text fz={40} lh={1.1} ff="heading" fw={600}>{words.number(wallet.available)}</Text>
      <Stack gap={2} mt={4} c="dimmed">
        <Text size="sm">{t('credits.left')}</Text>
        {wallet.held > 0 && <Text size="sm">{t('credits.held', { amount: words.credits(wallet.held) })}</Text>}
        {wallet.renewals.map(renewal => (
          <Text size="sm" key={renewal.cycle}>
            {t('credits.renews', { amount: words.credits(renewal.credits), day: words.day(renewal.at) })}
          </Text>
        ))}
      </Stack>
      {wallet.grants.length > 0 && <Grants wallet={wallet} />}
    </Card>
  )
}

function Grants({ wallet }: { wallet: WalletCredits }) {
  const words = useWords()
  const { t } = words
  return (
    <Table mt="md" verticalSpacing={6} horizontalSpacing={4}>
      <Table.Caption className="visually-hidden">{t('credits.grants')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('credits.source')}</Table.Th>
          <Table.Th ta="right">{t('credits.remaining')}</Table.Th>
          <Table.Th ta="right">{t('credits.expiry')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {wallet.grants.map(grant => (
          <Table.Tr key={grant.id}>
            <Table.Td>{t(`credits.source.${grant.source}` as MessageKey)}</Table.Td>
            <Table.Td ta="right">{words.number(grant.available)}</Table.Td>
            <Table.Td ta="right">
              {grant.expiresAt
                ? (
                  <time dateTime={grant.expiresAt} title={words.moment(grant.expiresAt)}>
                    {words.day(grant.expiresAt)}
                  </time>
                )
                : t('app.never')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
