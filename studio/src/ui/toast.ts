import { notifications } from '@mantine/notifications'
import { sentenceOf } from '~/lib/i18n/sentence'
import { speech } from '~/lib/i18n/i18n'
import { wordsOf } from '~/lib/i18n/use-words'

const ShownMs = 4000

/** Says briefly that something was done. */
export function tell(message: string): void {
  notifications.show({ message, autoClose: ShownMs, withBorder: true, closeButtonProps: closeNamed() })
}

/** Says briefly why something did not work. */
export function tellProblem(error: unknown): void {
  notifications.show({
    message: sentenceOf(error, wordsOf(speech.get())),
    color: 'red',
    autoClose: ShownMs * 2,
    withBorder: true,
    closeButtonProps: closeNamed(),
  })
}

const closeNamed = () => ({ 'aria-label': wordsOf(speech.get()).t('app.close') })
