import { Notifications } from '@mantine/notifications'

/** Where toasts appear; one that was told before this is here appears too. */
export const Toasts = () => <Notifications position="bottom-center" limit={3} />
