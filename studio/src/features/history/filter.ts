import type { ImageFilter } from '~/lib/pictures/queries'

/** What the address of the history says is looked for; unknown parts of it are passed over. */
export function filterOf(params: URLSearchParams): ImageFilter {
  const filter: ImageFilter = {}
  for (const name of ['words', 'model', 'operation', 'collection', 'orientation', 'from', 'to'] as const) {
    const value = params.get(name)
    if (value) filter[name] = value
  }
  if (params.get('favourite') === 'true') filter.favourite = true
  const isPublic = params.get('public')
  if (isPublic === 'true' || isPublic === 'false') filter.public = isPublic === 'true'
  return filter
}

/** The same as an address. */
export function paramsOf(filter: ImageFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value || (name === 'public' && value === false)) params.set(name, String(value))
  return params
}
