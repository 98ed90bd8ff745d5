import createClient from 'openapi-fetch'
import { reportUnreachable } from '~/lib/connection'
import { takeEarly } from '~/lib/early'
import { currentWorkspace } from '~/lib/session/workspace'
import { ApiProblem, problemOf } from './problem'
import type { paths } from './schema'

/** The API, by its OpenAPI document. An answer that refuses is thrown as an ApiProblem, with its sentence. */
export const api = createClient<paths>({ fetch: reach })

/** Whether a call is about the person: it is answered also where the chosen workspace is theirs no more. */
const isOwn = ({ url }: Request): boolean => /^\/api\/v1\/(account(\/|$)|workspaces$)/.test(new URL(url).pathname)

/** Fetches from our own server, in the workspace that is chosen; also where the typed client is in the way. */
export async function reach(input: Request | string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const workspace = currentWorkspace()
  if (workspace && !isOwn(request)) request.headers.set('Mezzotint-Workspace', workspace)
  let answer: Response
  try {
    answer = await (takeEarly(request) ?? fetch(request))
  } catch (error) {
    if (request.signal.aborted) throw error
    reportUnreachable()
    throw new ApiProblem({ status: 0, code: 'unreachable', detail: '' })
  }
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) reportUnreachable()
  if (!answer.ok) throw await problemOf(answer)
  return answer
}

/** What an answer has, once it is there: refusals were thrown by then. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
