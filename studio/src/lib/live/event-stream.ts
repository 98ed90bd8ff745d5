/** One message of a stream of server-sent events, as the HTML standard describes them. */
export type StreamMessage = { id: string | null; event: string; data: string }

/** Cuts a stream's text into messages, wherever the network cut it. Comments and `retry` are passed over. */
export async function* readMessages(chunks: AsyncIterable<string>): AsyncGenerator<StreamMessage> {
  let rest = ''
  for await (const chunk of chunks) {
    rest += chunk
    const blocks = rest.split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const message = readBlock(block)
      if (message) yield message
    }
  }
}

function readBlock(block: string): StreamMessage | null {
  const message: StreamMessage = { id: null, event: 'message', data: '' }
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const [field, value] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
    if (field === 'data') data.push(value)
    else if (field === 'id') message.id = value
    else if (field === 'event') message.event = value
  }
  return data.length > 0 ? { ...message, data: data.join('\n') } : null
}
