/** A call of the API, as an example shows it. */
export type Call = { method: string; url: string; body?: unknown }

/** The languages of examples, as people write them. */
export const SnippetLanguages = { curl: 'curl', csharp: 'C#', python: 'Python' } as const

export type SnippetLanguage = keyof typeof SnippetLanguages

/** What stands for a key in an example: its first letters, or that one is to be put there. */
export const keyShown = (prefix: string | undefined): string => `${prefix ?? 'mzt_'}...`

/** Writes a call in a language, as short as it can be run. */
export const snippet: Record<SnippetLanguage, (call: Call, key: string) => string> = { curl, csharp, python }

function curl({ method, url, body }: Call, key: string): string {
  const lines = [`curl ${method === 'GET' || (method === 'POST' && body) ? '' : `-X ${method} `}${quote(url)}`]
  lines.push(`-H "Authorization: Bearer ${key}"`)
  if (body !== undefined) lines.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(body))}`)
  return lines.join(' \\\n  ')
}

/** For a shell: nothing within single quotes is read, and a single quote itself is put between two of them. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function csharp({ method, url, body }: Call, key: string): string {
  const address = new URL(url)
  const content = body === undefined ? [] : [
    'request.Content = new StringContent(',
    `    """${JSON.stringify(body)}""", Encoding.UTF8, "application/json");`,
  ]
  return [
    ...(body === undefined ? [] : ['using System.Text;']),
    'using System.Net.Http.Headers;',
    '',
    `using var client = new HttpClient { BaseAddress = new Uri("${address.origin}") };`,
    `client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "${key}");`,
    `using var request = new HttpRequestMessage(`,
    `    HttpMethod.${method[0]}${method.slice(1).toLowerCase()}, "${address.pathname}${address.search}");`,
    ...content,
    'using var answer = await client.SendAsync(request);',
    'answer.EnsureSuccessStatusCode();',
    'Console.WriteLine(await answer.Content.ReadAsStringAsync());',
  ].join('\n')
}

function python({ method, url, body }: Call, key: string): string {
  const type = body === undefined ? '' : ', "Content-Type": "application/json"'
  return [
    'import json, urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(url)},`,
    `    method="${method}",`,
    `    headers={"Authorization": "Bearer ${key}"${type}},`,
    ...(body === undefined ? [] : [`    data=json.dumps(${pythonOf(body)}).encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as answer:',
    '    print(json.load(answer))',
  ].join('\n')
}

/** A value as Python writes it. */
function pythonOf(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${pythonOf(part)}`).join(', ')}}`
  return JSON.stringify(value)
}
