import { MantineProvider } from '@mantine/core'
import {
  type DefaultOptions, MutationCache, QueryCache, QueryClient, QueryClientProvider,
} from '@tanstack/react-query'
import { type ReactNode, Suspense, lazy } from 'react'
import { ApiProblem, isProblem } from '~/api/problem'
import { onReturn } from '~/lib/connection'
import { patiently } from '~/lib/patiently'
import { refreshImages } from '~/lib/pictures/newest'
import { accountQuery } from '~/lib/session/session'
import { start } from '~/lib/start'
import { useIdle } from '~/ui/use-idle'
import { colourSchemes, themeOf, variablesOf } from '~/ui/theme'
import classes from './shell.module.css'

const Retries = 2

/** A refusal stays one when it is asked for again; a server that was away may be there. */
const isWorthAnotherTry = (failures: number, error: Error): boolean =>
  failures < Retries && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500)

const defaultOptions: DefaultOptions = {
  queries: { staleTime: 20_000, retry: isWorthAnotherTry, networkMode: 'always' },
  mutations: { networkMode: 'always' },
}

/** Whoever hears that the session is over, the whole page knows it then, and asks to log in again. */
const hearing = (cache: () => QueryClient) => ({
  onError: (error: Error) => {
    if (isProblem(error, 'unauthorized')) cache().setQueryData(accountQuery.queryKey, null)
  },
})

export const createCache = (): QueryClient => {
  const made: QueryClient = new QueryClient({
    queryCache: new QueryCache(hearing(() => made)),
    mutationCache: new MutationCache(hearing(() => made)),
    defaultOptions,
  })
  return made
}

export const cache = createCache()
onReturn(() => {
  void cache.invalidateQueries({ predicate: ({ queryKey: [kind, list] }) => !(kind === 'images' && list === 'list') })
  refreshImages(cache)
})

const theme = themeOf(start.brand)
const variables = variablesOf(start.brand)
const nonce = document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? ''

const Toasts = lazy(() => patiently(async () => ({ default: (await import('~/ui/toasts')).Toasts })))

const LaterToasts = () => <Suspense fallback={null}>{useIdle() && <Toasts className={classes.toasts} />}</Suspense>

export function Providers({ children, queries = cache }: { children: ReactNode; queries?: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colourSchemes}
      cssVariablesResolver={variables}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        {children}
        <LaterToasts />
      </QueryClientProvider>
    </MantineProvider>
  )
}
