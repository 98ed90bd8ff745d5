import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Image, Page } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { isTyping } from '~/lib/typing'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '~/ui/icons'

/** The way back, and on to the pictures beside this one in the list that it was opened from; arrow keys do it too. */
export function WalkOn({ id }: { id: string }) {
  const { t } = useWords()
  const { before, after } = useNeighbours(id)
  const navigate = useNavigate()
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const next = event.key === 'ArrowLeft' ? before : event.key === 'ArrowRight' ? after : null
      if (next) void navigate(`/pictures/${next}`, { replace: true })
    }
    addEventListener('keydown', walk)
    return () => removeEventListener('keydown', walk)
  }, [before, after, navigate])
  return (
    <Group justify="space-between">
      <Button variant="subtle" color="gray" size="xs" leftSection={<IconArrowLeft size={16} aria-hidden />}
        component={Link} to="/history">
        {t('nav.history')}
      </Button>
      <Group gap={4}>
        <Step to={before} label={t('picture.newer')} icon={<IconChevronLeft size={20} aria-hidden />} />
        <Step to={after} label={t('picture.older')} icon={<IconChevronRight size={20} aria-hidden />} />
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

/** The pictures before and after it, in whichever list was looked at last. */
function useNeighbours(id: string): { before: string | null; after: string | null } {
  const lists = useQueryClient().getQueryCache().findAll({ queryKey: ['images', 'list'] })
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  for (const list of lists) {
    const parts = list.state.data as InfiniteData<Page<Image>> | undefined
    const ids = parts?.pages.flatMap(part => part.items.map(image => image.id)) ?? []
    const at = ids.indexOf(id)
    if (at >= 0) return { before: ids[at - 1] ?? null, after: ids[at + 1] ?? null }
  }
  return { before: null, after: null }
}
