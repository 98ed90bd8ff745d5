import { Group, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { OfferedModel } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { plansQuery } from '~/lib/offer/plans'
import classes from '../create.module.css'
import { changeDraft, useDraft } from '../draft'
import { chosenModel } from '../model-choice'
import { ModelPlate } from './model-plate'

/** The models of the plan, each with its price, and why it cannot be used where it cannot. */
export function ModelPicker() {
  const { t } = useWords()
  const { model: key } = useDraft()
  const { data: models } = useQuery(modelsQuery)
  if (!models) return <Skeleton h={60} />
  const byKey = new Map(models.map(model => [model.key, model]))
  const chosen = chosenModel(models, key)
  return (
    <Select
      label={t('create.model')}
      allowDeselect={false}
      value={chosen?.key ?? null}
      leftSection={chosen && <ModelPlate key={chosen.key} model={chosen} side={26} />}
      data={models.map(model => ({ value: model.key, label: model.title, disabled: !model.isAvailable }))}
      renderOption={({ option }) => <ModelOption model={byKey.get(option.value)!} />}
      maxDropdownHeight={420}
      classNames={{ option: classes.option }}
      onChange={model => changeDraft({ model })}
    />
  )
}

function ModelOption({ model }: { model: OfferedModel }) {
  const words = useWords()
  const price = model.prices[0]
  const { data: plans } = useQuery(plansQuery)
  const better = plans?.find(plan => plan.key === model.plan)?.title
  const lack = !model.isInPlan
    ? words.t(better ? 'create.inPlan' : 'create.inNoPlan', { plan: better ?? '' })
    : model.reason
  return (
    <Group gap="sm" wrap="nowrap" w="100%">
      <ModelPlate model={model} side={48} />
      <Stack gap={2} flex={1} miw={0}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" fw={500}>{model.title}</Text>
          {model.perDay != null && <Text size="xs">{words.t('create.perDay', { count: model.perDay })}</Text>}
        </Group>
        <Text size="xs" c="dimmed">
          {model.isAvailable
            ? price && words.t('create.modelPrice', { amount: words.credits(price.credits) })
            : lack}
        </Text>
      </Stack>
    </Group>
  )
}
