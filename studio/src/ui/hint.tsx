import type { TooltipProps } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { patiently } from '~/lib/patiently'
import { useIdle } from './use-idle'

const Tooltip = lazy(() => patiently(async () => ({ default: (await import('./tooltip')).Tooltip })))

/** Says more about what it surrounds when that is pointed at, once the page stands. */
export function Hint(props: TooltipProps) {
  return <Suspense fallback={props.children}>{useIdle() ? <Tooltip {...props} /> : props.children}</Suspense>
}
