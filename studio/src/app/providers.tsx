import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, lazy } from 'react'
import { ApiProblem } from '~/api/problem'
import { onReturn } from '~/lib/connection'
import { start } from '~/lib/start'
import { useIdle } from '~/ui/use-idle'
import { colourSchemes, resolveVariables, themeOf } from '~/ui/theme'

const Retries = 2

/** A refusal stays one when it is asked for again; a server that was away may be there. */
const isWorthAnotherTry = (failures: number, error: Error): boolean =>
  failures < Retries && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500)

export const createCache = () => new QueryClient({
  defaultOptions: {
    queries: { staleTime: 20_000, retry: isWorthAnotherTry, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

export const cache = createCache()
onReturn(() => void cache.invalidateQueries())

const theme = themeOf(start.brand)
const nonce = document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? ''

const Toasts = lazy(async () => ({ default: (await import('~/ui/toasts')).Toasts }))

const LaterToasts = () => <Suspense fallback={null}>{useIdle() && <Toasts />}</Suspense>

export function Providers({ children, queries = cache }: { children: ReactNode; queries?: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colourSchemes}
      cssVariablesResolver={resolveVariables}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        {children}
        <LaterToasts />
      </QueryClientProvider>
    </MantineProvider>
  )
}
