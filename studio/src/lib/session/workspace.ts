import { keep, kept, onForget } from '../storage'
import { createStore } from '../store'

/** The workspace that requests are about; null for the person's own. */
export const workspace = createStore<string | null>(kept('workspace'))

onForget(() => workspace.set(null))

export const currentWorkspace = (): string | null => workspace.get()

export function chooseWorkspace(id: string | null): void {
  keep('workspace', id ?? undefined)
  workspace.set(id)
}

/** An address of the API as a picture or a download needs it, which sends no headers. */
export function addressInWorkspace(url: string): string {
  const id = workspace.get()
  return id && url.startsWith('/api/') ? `${url}${url.includes('?') ? '&' : '?'}workspace=${id}` : url
}
