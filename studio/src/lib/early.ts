/**
 * What the first pages ask the server for. The build writes it into the page, and first-paint.js asks while the program
 * is on its way; `reach` takes the answers up.
 */
export const EarlyCalls = {
  welcome: ['/api/v1/gallery?limit=40'],
  create: ['/api/v1/account', '/api/v1/generations?limit=12', '/api/v1/models?denied=true', '/api/v1/credits'],
} as const

declare global {
  var earlyAnswers: Map<string, Promise<Response>> | undefined
}

/** The answer to a request that first-paint.js has sent already; each is taken once. */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  const { pathname, search } = new URL(url)
  const answer = method === 'GET' ? globalThis.earlyAnswers?.get(pathname + search) : undefined
  if (answer) globalThis.earlyAnswers?.delete(pathname + search)
  return answer
}

/** What nobody has taken when the first page stands is old when somebody asks for it. */
export function forgetEarly(): void {
  globalThis.earlyAnswers = undefined
}
