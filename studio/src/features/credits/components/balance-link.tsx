import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { IconCoin } from '~/ui/icons'
import { creditsQuery } from '../api/read-credits'

/** What is left to spend, over all wallets: a way to the page that tells more. */
export function BalanceLink() {
  const words = useWords()
  const { data: wallets } = useQuery(creditsQuery)
  const left = wallets?.reduce((sum, wallet) => sum + wallet.available, 0)
  return (
    <Button
      component={Link}
      to="/credits"
      variant="default"
      size="xs"
      radius="xl"
      miw={72}
      leftSection={<IconCoin size={16} aria-hidden />}
      aria-label={left === undefined ? words.t('nav.credits') : words.t('nav.balance', { amount: words.credits(left) })}
    >
      {left === undefined ? '…' : words.number(left)}
    </Button>
  )
}
