/** A shape, as JSON Schema in OpenAPI 3.1 writes it; as much of it as our own document uses. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  oneOf?: Schema[]
  default?: unknown
}

/** A value beside the body. */
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }

type Content = Record<string, { schema?: Schema }>

/** One call of the API with its path and method. */
export type Operation = {
  operationId: string
  path: string
  method: string
  tags: string[]
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description?: string; content?: Content }>
  security?: Record<string, string[]>[]
}

/** The document, as the server has it. */
export type ApiDescription = {
  tags?: { name: string }[]
  paths: Record<string, Record<string, Omit<Operation, 'path' | 'method'>>>
  components: { schemas: Record<string, Schema> }
}

/** The operations under each tag, in the document's order. */
export function operationsByTag(description: ApiDescription): [string, Operation[]][] {
  const byTag = new Map<string, Operation[]>((description.tags ?? []).map(tag => [tag.name, []]))
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? ''
      byTag.set(tag, [...(byTag.get(tag) ?? []), { ...operation, path, method: method.toUpperCase() }])
    }
  return [...byTag].filter(([, operations]) => operations.length > 0)
}

/** Those whose name, path or summary has all words. */
export function find(byTag: [string, Operation[]][], words: string): [string, Operation[]][] {
  const parts = words.toLowerCase().split(/\s+/)
  const matches = (one: Operation) => {
    const text = `${one.method} ${one.path} ${one.operationId} ${one.summary ?? ''}`.toLowerCase()
    return parts.every(part => text.includes(part))
  }
  return byTag.map(([tag, operations]): [string, Operation[]] => [tag, operations.filter(matches)])
    .filter(([, operations]) => operations.length > 0)
}

/** A shape itself, where it is named by its place in the document. */
export function resolve(schema: Schema, description: ApiDescription): Schema {
  const named = schema.oneOf?.find(one => one.type !== 'null') ?? schema
  if (!named.$ref) return named
  const shape = description.components.schemas[named.$ref.split('/').at(-1)!]
  return { ...shape, description: schema.description ?? shape?.description }
}

/** How a shape is called in a table: `text`, `list of Image`, `number or null`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.oneOf) return [...new Set(schema.oneOf.map(typeOf))].toSorted(nullLast).join(' | ')
  const types = [schema.type ?? 'any'].flat()
  const named = types.filter(type => type !== 'null').map(type =>
    type === 'array' && schema.items ? `${typeOf(schema.items)}[]` : (schema.format ?? type))
  return [...named, ...(types.includes('null') ? ['null'] : [])].join(' | ')
}

const nullLast = (one: string, other: string): number => Number(one === 'null') - Number(other === 'null')

/** The shape that a body or an answer has, with the kind of file it comes as. */
export function contentOf(content: Content | undefined): { mediaType: string; schema: Schema } | null {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? []
  return mediaType && media ? { mediaType, schema: media.schema ?? {} } : null
}

/** A body with all that must be given, to begin from. */
export function exampleOf(schema: Schema, description: ApiDescription, depth = 0): unknown {
  const shape = resolve(schema, description)
  if (shape.default !== undefined) return shape.default
  if (shape.enum) return shape.enum[0]
  switch ([shape.type].flat().find(type => type !== 'null')) {
    case 'object':
      return depth > 3 ? {} : Object.fromEntries((shape.required ?? []).map(name =>
        [name, exampleOf(shape.properties?.[name] ?? {}, description, depth + 1)]))
    case 'array':
      return shape.items && depth < 3 ? [exampleOf(shape.items, description, depth + 1)] : []
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    default:
      return Samples[shape.format ?? ''] ?? 'text'
  }
}

const Samples: Record<string, string> = {
  uuid: '00000000-0000-0000-0000-000000000000',
  'date-time': '2030-01-01T00:00:00Z',
}

/** The address of a call: values put into its path, those of the query behind it, what is empty left out. */
export function addressOf({ path, parameters = [] }: Operation, values: Record<string, string>): string {
  const whole = path.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    values[name] ? encodeURIComponent(values[name]) : place)
  const query = new URLSearchParams(parameters
    .filter(one => one.in === 'query' && values[one.name])
    .map((one): [string, string] => [one.name, values[one.name]!]))
  return query.size > 0 ? `${whole}?${query.toString()}` : whole
}
