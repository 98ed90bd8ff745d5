import { Button, Chip, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useId, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { type ImageFilter, collectionsQuery } from '~/lib/pictures/queries'
import { IconAdjustments, IconHeart, IconSearch } from '~/ui/icons'

type Change = (change: ImageFilter) => void

const TypingMs = 350

/** What is looked for: words of the prompt, and what kind of picture. On a phone the kinds fold away. Each part of the
 * list that comes draws the page anew, and not this. */
export const FilterBar = memo(function FilterBar({ filter, onChange }: { filter: ImageFilter; onChange: Change }) {
  const { t } = useWords()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [isOpen, { toggle }] = useDisclosure(false)
  const id = useId()
  const { words, favourite, ...kinds } = filter
  const count = Object.values(kinds).filter(value => value !== undefined && value !== '').length
  return (
    <Group gap="xs" role="search">
      <WordsField words={words ?? ''} onChange={typed => onChange({ words: typed })} />
      <Chip checked={favourite ?? false} icon={<IconHeart size={14} aria-hidden />}
        onChange={marked => onChange({ favourite: marked })}>
        {t('history.favourites')}
      </Chip>
      {isNarrow && (
        <Button size="xs" h={30} variant="default" aria-expanded={isOpen} aria-controls={id} onClick={toggle}
          leftSection={<IconAdjustments size={16} aria-hidden />}>
          {t('history.filters')}{count > 0 && ` (${count})`}
        </Button>
      )}
      <Group gap="xs" id={id} display={isNarrow && !isOpen ? 'none' : 'contents'}>
        <Kinds filter={filter} onChange={onChange} />
      </Group>
    </Group>
  )
})

function Kinds({ filter, onChange }: { filter: ImageFilter; onChange: Change }) {
  const { t } = useWords()
  const { data: models } = useQuery(modelsQuery)
  const { data: collections } = useQuery(collectionsQuery)
  return (
    <>
      <Filter name={t('history.collection')} value={filter.collection}
        data={collections?.items.map(one => ({ value: one.id, label: `${one.name} (${one.imageCount})` })) ?? []}
        onChange={collection => onChange({ collection })} />
      <Filter name={t('create.model')} value={filter.model}
        data={models?.filter(model => model.isAvailable).map(model => ({ value: model.key, label: model.title })) ?? []}
        onChange={model => onChange({ model })} />
      <Filter name={t('history.operation')} value={filter.operation}
        data={(['text-to-image', 'image-to-image', 'inpaint'] as const)
          .map(value => ({ value, label: t(`operation.${value}`) }))}
        onChange={operation => onChange({ operation })} />
      <Filter name={t('create.ratio')} value={filter.orientation}
        data={(['landscape', 'portrait', 'square'] as const).map(value => ({ value, label: t(`history.${value}`) }))}
        onChange={orientation => onChange({ orientation })} />
      <Filter name={t('history.visibility')} value={filter.public === undefined ? undefined : String(filter.public)}
        data={(['true', 'false'] as const).map(value => ({ value, label: t(`history.public.${value}`) }))}
        onChange={chosen => onChange({ public: chosen === undefined ? undefined : chosen === 'true' })} />
      <Day name={t('history.from')} mark={t('history.fromMark')} value={filter.from}
        onChange={from => onChange({ from })} />
      <Day name={t('history.to')} mark={t('history.toMark')} value={filter.to} onChange={to => onChange({ to })} />
    </>
  )
}

function WordsField({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(words)
  useEffect(() => setTyped(words), [words])
  const settle = useDebouncedCallback(onChange, TypingMs)
  return (
    <TextInput flex="1 1 240px" type="search" maxLength={200} leftSection={<IconSearch size={16} aria-hidden />}
      aria-label={t('history.search')} placeholder={t('history.search')} value={typed}
      onChange={event => {
        setTyped(event.currentTarget.value)
        settle(event.currentTarget.value)
      }} />
  )
}

type Choice = { name: string; value: string | undefined; data: { value: string; label: string }[] }

function Filter({ name, value, data, onChange }: Choice & { onChange: (value: string | undefined) => void }) {
  return (
    <Select aria-label={name} placeholder={name} w={170} clearable value={value ?? null} data={data}
      onChange={chosen => onChange(chosen ?? undefined)} />
  )
}

type DayFilter = { name: string; mark: string; value: string | undefined; onChange: (day: string) => void }

function Day({ name, mark, value, onChange }: DayFilter) {
  return (
    <TextInput size="sm" type="date" w={196} aria-label={name} title={name} value={value ?? ''}
      leftSection={<Text size="xs" c="dimmed" aria-hidden>{mark}</Text>} leftSectionWidth={56}
      onChange={event => onChange(event.currentTarget.value)} />
  )
}
