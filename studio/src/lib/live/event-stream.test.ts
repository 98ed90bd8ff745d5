import { expect, test } from 'vitest'
import { readMessages } from './event-stream'

async function read(...chunks: string[]) {
  async function* stream() {
    yield* chunks
  }
  const messages = []
  for await (const message of readMessages(stream())) messages.push(message)
  return messages
}

const Text = 'retry: 2000\n\nid: 41\nevent: image.started\ndata: {"a":1}\n\n'
  + ': still here\n\nevent: b\ndata: x\ndata: y\n\n'

test('messages have id, kind and data, and comments are none', async () => {
  expect(await read(Text)).toEqual([
    { id: '41', event: 'image.started', data: '{"a":1}' },
    { id: null, event: 'b', data: 'x\ny' },
  ])
})

test('where the network cuts does not matter', async () => {
  const whole = await read(Text)
  for (let at = 0; at < Text.length; at++) expect(await read(Text.slice(0, at), Text.slice(at))).toEqual(whole)
})

test('what was not finished is no message', async () => {
  expect(await read('id: 1\ndata: half')).toEqual([])
})
