/** One operation of the API, as the reference shows it. */
export type Operation = {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  parameters: { name: string; place: string; description: string }[]
  /** An example of its body; null where it takes none. */
  body: string | null
}

export type ApiDocument = { tags: string[]; operations: Operation[] }

type Schema = Record<string, unknown>
type Document = { paths: Record<string, Record<string, Schema>>; components: { schemas: Schema } }

const Methods = ['get', 'post', 'put', 'patch', 'delete']
const DepthMost = 4
const Example = 'a yellow boat on the sea at sunset'

/** What the reference needs of an OpenAPI document; operators' routes are left out. */
export function readDocument(document: unknown): ApiDocument {
  const { paths, components } = document as Document
  const operations = Object.entries(paths)
    .filter(([path]) => !path.includes('/admin/'))
    .flatMap(([path, methods]) => Methods.filter(method => methods[method])
      .map(method => readOperation(path, method, methods[method] as Schema, components.schemas)))
  return { operations, tags: [...new Set(operations.map(operation => operation.tag))] }
}

function readOperation(path: string, method: string, operation: Schema, schemas: Schema): Operation {
  const content = (operation.requestBody as { content?: Record<string, { schema: Schema }> } | undefined)?.content
  const schema = content?.['application/json']?.schema
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    tag: String((operation.tags as string[] | undefined)?.[0] ?? ''),
    summary: String(operation.summary ?? ''),
    description: String(operation.description ?? ''),
    parameters: ((operation.parameters ?? []) as Schema[]).map(parameter => ({
      name: String(parameter.name), place: String(parameter.in), description: String(parameter.description ?? ''),
    })),
    body: schema ? JSON.stringify(exampleOf(schema, schemas, 0), null, 2) : null,
  }
}

/** A body with every field that must be there, each of its kind. */
function exampleOf(schema: Schema, schemas: Schema, depth: number): unknown {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : null
  if (name) return depth > DepthMost ? {} : exampleOf(schemas[name] as Schema, schemas, depth + 1)
  const kind = Array.isArray(schema.type) ? schema.type.find(type => type !== 'null') : schema.type
  if (kind === 'object' || schema.properties) {
    const required = new Set((schema.required ?? []) as string[])
    return Object.fromEntries(Object.entries((schema.properties ?? {}) as Record<string, Schema>)
      .filter(([field]) => required.has(field))
      .map(([field, its]) => [field, field === 'prompt' ? Example : exampleOf(its, schemas, depth + 1)]))
  }
  if (kind === 'array') return [exampleOf((schema.items ?? {}) as Schema, schemas, depth + 1)]
  return kind === 'integer' || kind === 'number' ? 1 : kind === 'boolean' ? true : '...'
}

/** An operation as a command. */
export function commandOf(operation: Operation, origin: string, key: string, body: string | null): string {
  const parts = [`curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}${origin}${operation.path}`,
    `  -H "Authorization: Bearer ${key}..."`]
  if (body === null) return parts.join(' \\\n')
  parts.push('  -H "Content-Type: application/json"', `  -d '${body.replaceAll("'", String.raw`'\''`)}'`)
  return parts.join(' \\\n')
}
