import { Accordion, Skeleton } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { patiently } from '~/lib/patiently'
import { hasAdvanced, readDraft } from '../draft'

const Fields = lazy(() => patiently(async () => ({ default: (await import('./advanced-fields')).AdvancedFields })))

/** What few people set, loaded when it is opened; open at once where something of it is set. */
export function AdvancedSettings() {
  const { t } = useWords()
  const [isSet] = useState(() => hasAdvanced(readDraft()))
  return (
    <Accordion variant="filled" chevronPosition="right" keepMounted={false} defaultValue={isSet ? 'advanced' : null}
      styles={{ content: { padding: '4px 0 0' } }}>
      <Accordion.Item value="advanced" bg="transparent">
        <Accordion.Control px={0} fz="sm">{t('create.advanced')}</Accordion.Control>
        <Accordion.Panel><Suspense fallback={<Skeleton h={280} />}><Fields /></Suspense></Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}
