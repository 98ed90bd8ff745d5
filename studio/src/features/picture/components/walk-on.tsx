import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { useNeighbours } from '~/lib/pictures/neighbours'
import { isTyping } from '~/lib/typing'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '~/ui/icons'

/** The way back, and on to the pictures beside this one in the list that it was opened from; arrow keys do it too. */
export function WalkOn({ id, isThere }: { id: string; isThere: boolean }) {
  const { t } = useWords()
  const { newer, older } = useNeighbours(id, isThere)
  const navigate = useNavigate()
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const next = event.key === 'ArrowLeft' ? newer : event.key === 'ArrowRight' ? older : null
      if (next) void navigate(`/pictures/${next}`, { replace: true })
    }
    addEventListener('keydown', walk)
    return () => removeEventListener('keydown', walk)
  }, [newer, older, navigate])
  return (
    <Group justify="space-between">
      <Button variant="subtle" color="gray" size="xs" leftSection={<IconArrowLeft size={16} aria-hidden />}
        component={Link} to="/history">
        {t('nav.history')}
      </Button>
      <Group gap={4}>
        <Step to={newer} label={t('picture.newer')} icon={<IconChevronLeft size={20} aria-hidden />} />
        <Step to={older} label={t('picture.older')} icon={<IconChevronRight size={20} aria-hidden />} />
      </Group>
    </Group>
  )
}

function Step({ to, label, icon }: { to: string | null; label: string; icon: React.ReactNode }) {
  if (!to) return <ActionIcon size="lg" disabled aria-label={label}>{icon}</ActionIcon>
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" component={Link} to={`/pictures/${to}`} replace aria-label={label}>{icon}</ActionIcon>
    </Tooltip>
  )
}
