/** What the server says where it refuses: RFC 9457 with a stable code. */
export type ProblemDetails = {
  status: number
  code: string
  detail: string
  field?: string
  plan?: string | null
  cost?: number
  balance?: number
}

/** A refusal, as every call of the API throws it. Its message is the server's own sentence. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly details: ProblemDetails
  readonly retryAfterSeconds: number | undefined

  constructor(details: ProblemDetails, retryAfterSeconds?: number) {
    super(details.detail)
    this.name = 'ApiProblem'
    this.status = details.status
    this.code = details.code
    this.field = details.field
    this.details = details
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Reads a refusal; what is no problem document, such as a proxy's page, becomes one by its status. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const retryAfter = Number(answer.headers.get('Retry-After') ?? Number.NaN)
  const text = await answer.text()
  const details = readDetails(text) ?? { code: answer.status >= 500 ? 'unreachable' : 'invalid_request', detail: '' }
  return new ApiProblem({ ...details, status: answer.status }, Number.isNaN(retryAfter) ? undefined : retryAfter)
}

function readDetails(text: string): Omit<ProblemDetails, 'status'> | null {
  try {
    const read: unknown = JSON.parse(text)
    return isDetails(read) ? read : null
  } catch {
    return null
  }
}

const isDetails = (read: unknown): read is ProblemDetails =>
  typeof read === 'object' && read !== null && 'code' in read && typeof read.code === 'string' && 'detail' in read

/** Whether something thrown is a refusal with one of these codes. */
export const isProblem = (error: unknown, ...codes: string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code))
