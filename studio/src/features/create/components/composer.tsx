import { Button, Group, Kbd, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { usePlanLimits } from '~/lib/offer/limits'
import { modelsQuery } from '~/lib/offer/models'
import { GrowingText } from '~/ui/growing-text'
import { Hint } from '~/ui/hint'
import { IconMinus, IconSparkles } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { useCreateGeneration } from '../api/create-generation'
import classes from '../create.module.css'
import { changeDraft, toRequest, useDraft } from '../draft'
import { chosenModel } from '../model-choice'
import { addPrompt } from '../prompt-history'
import { withStyle } from '../styles'
import { changeWeight, changedPart } from '../weights'
import { CostLine } from './cost-line'
import { PromptHistory } from './prompt-history'
import { TokenCount } from './token-count'

const WeightStep = 0.1

/** The prompt, what it must keep away from, what it will cost, and the button. */
export function Composer() {
  const { t } = useWords()
  const draft = useDraft()
  const model = chosenModel(useQuery(modelsQuery).data, draft.model)
  const create = useCreateGeneration()
  const limits = usePlanLimits()
  const [isNegativeOpen, openNegative] = useState(false)
  // What a recipe brought along is seen too, not only sent.
  const hasNegative = isNegativeOpen || draft.negativePrompt !== ''
  const prompt = useRef<HTMLTextAreaElement>(null)
  const canCreate = draft.prompt.trim() !== '' && !create.isPending

  const submit = () => {
    if (!canCreate) return
    addPrompt(draft.prompt.trim())
    create.mutate(toRequest(draft, model))
  }
  // From anywhere on the page, in fields too; not from under a dialog.
  useHotkeys([['mod+Enter', () => document.querySelector('[aria-modal=true]') || submit()]], [])

  return (
    <Stack gap="sm" className={classes.sheet}>
      <GrowingText
        ref={prompt}
        className={classes.prompt}
        aria-label={t('create.prompt')}
        placeholder={t('create.promptHint')}
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={draft.prompt}
        onChange={event => changeDraft({ prompt: event.currentTarget.value })}
        onKeyDown={event => weighByKey(event, text => changeDraft({ prompt: text }))}
      />
      {hasNegative && (
        <GrowingText
          label={t('create.negative')}
          size="xs"
          minRows={1}
          maxRows={4}
          paddingPx={12}
          maxLength={10_000}
          value={draft.negativePrompt}
          onChange={event => {
            openNegative(true) // it stays while it is emptied
            changeDraft({ negativePrompt: event.currentTarget.value })
          }}
          onKeyDown={event => weighByKey(event, text => changeDraft({ negativePrompt: text }))}
        />
      )}
      <Group gap="xs">
        <PromptHistory onChoose={text => changeDraft({ prompt: text })} />
        {!hasNegative && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconMinus size={14} aria-hidden />}
            onClick={() => openNegative(true)}
          >
            {t('create.negativeAdd')}
          </Button>
        )}
        <TokenCount prompt={withStyle(draft.prompt.trim(), draft.style)} model={model?.key} />
        <Group gap="sm" ml="auto">
          <CostLine />
          <Hint label={<Kbd>{t('create.submitHint')}</Kbd>}>
            <Button
              leftSection={<IconSparkles size={18} aria-hidden />}
              onClick={submit}
              loading={create.isPending}
              disabled={!canCreate}
            >
              {t('create.submit')}
            </Button>
          </Hint>
        </Group>
      </Group>
      <ProblemAlert error={create.error} values={limits} />
    </Stack>
  )
}

/** Ctrl+Up and Ctrl+Down: more or less weight for what is selected, which stays selected. It is written as typing is,
 * so that the browser's own undo takes it back. */
function weighByKey(event: KeyboardEvent<HTMLTextAreaElement>, write: (text: string) => void): void {
  if (!(event.ctrlKey || event.metaKey) || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
  event.preventDefault()
  const area = event.currentTarget
  const selected = { text: area.value, start: area.selectionStart, end: area.selectionEnd }
  const { text, start, end } = changeWeight(selected, event.key === 'ArrowUp' ? WeightStep : -WeightStep)
  const [from, to, written] = changedPart(selected.text, text)
  area.setSelectionRange(from, to)
  // Deprecated, and still the only way into a field's undo history.
  if (!document.execCommand?.('insertText', false, written)) write(text)
  requestAnimationFrame(() => area.setSelectionRange(start, end))
}
