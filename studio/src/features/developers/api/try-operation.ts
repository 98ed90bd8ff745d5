import { currentWorkspace } from '~/lib/session/workspace'

/** A call to be made as the person who is logged in. */
export type Trial = { method: string; address: string; headers: Record<string, string>; body?: string }

/** What came back, whatever it was; a picture as a `data:` address. */
export type TrialAnswer = {
  status: number
  ms: number
  type: string
  bytes: number
  text: string | null
  picture: string | null
}

const TextMax = 200_000

/** Makes the call; a refusal is an answer too, and nothing is thrown unless the server cannot be reached. */
export async function tryOperation({ method, address, headers, body }: Trial): Promise<TrialAnswer> {
  const workspace = currentWorkspace()
  const began = performance.now()
  const answer = await fetch(address, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(workspace ? { 'Mezzotint-Workspace': workspace } : {}),
    },
    body,
  })
  const content = await answer.blob()
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? ''
  const isText = /json|text|xml/.test(type)
  return {
    status: answer.status,
    ms: Math.round(performance.now() - began),
    type,
    bytes: content.size,
    text: isText ? (await content.text()).slice(0, TextMax) : null,
    picture: type.startsWith('image/') ? await addressOf(content) : null,
  }
}

function addressOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The picture could not be read.')))
    reader.readAsDataURL(file)
  })
}
