import { Notifications } from '@mantine/notifications'

/** Where toasts appear; one that was told before this is here appears too. */
export const Toasts = ({ className }: { className?: string }) =>
  <Notifications position="top-center" limit={3} className={className} />
