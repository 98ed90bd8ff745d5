import type { TablerIcon } from '@tabler/icons-react'
import type { MessageKey } from '~/lib/i18n/en'
import { IconCode, IconCoin, IconHistory, IconPhoto, IconSparkles } from '~/ui/icons'

type Place = { to: string; label: MessageKey; icon: TablerIcon; isOpen?: boolean }

/** Where the main menu leads; `isOpen` is for everybody. */
export const places: Place[] = [
  { to: '/create', label: 'nav.create', icon: IconSparkles },
  { to: '/history', label: 'nav.history', icon: IconHistory },
  { to: '/gallery', label: 'nav.gallery', icon: IconPhoto, isOpen: true },
  { to: '/credits', label: 'nav.credits', icon: IconCoin },
  { to: '/developers', label: 'nav.developers', icon: IconCode },
]
