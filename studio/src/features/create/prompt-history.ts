import { keep, keptJson } from '~/lib/storage'

const StorageName = 'prompts'
const Most = 60

/** Prompts that were used here, newest first, each once. */
export const readPrompts = (): string[] => keptJson(StorageName, areTexts) ?? []

export const addPrompt = (prompt: string): void => keep(StorageName, withPrompt(readPrompts(), prompt))

export const withPrompt = (prompts: string[], prompt: string): string[] =>
  [prompt, ...prompts.filter(other => other !== prompt)].slice(0, Most)

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')
