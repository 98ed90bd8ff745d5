import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const Root = resolve(import.meta.dirname, '../..')
const Program = join(Root, 'artifacts/bin/Mezzotint.Cli/release/mezzotint.dll')
const StartMs = 120_000

/** Starts a server of its own for the journeys, with nothing in it, and ends it after them. */
export default async function startServer(): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'mezzotint-journeys-'))
  await chmod(data, 0o711) // as root, PostgreSQL runs as another user
  const port = await freePort()
  const url = `http://localhost:${port}`
  process.env.MEZZOTINT_URL = url
  process.env.MEZZOTINT_DATA = data
  const words = ['serve', '--data', data, '--urls', `http://127.0.0.1:${port}`, '--public-url', url]
  const server = spawn('dotnet', [Program, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>(done => server.once('exit', () => done()))
  await untilReady(url, server)
  return async () => {
    server.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
}

/** A port that nobody listens at: other journeys may run on this machine. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function untilReady(url: string, server: { exitCode: number | null }): Promise<void> {
  for (const end = Date.now() + StartMs; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`)
    if (await fetch(`${url}/readyz`).then(answer => answer.ok, () => false)) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error('The server is not ready in two minutes.')
}
