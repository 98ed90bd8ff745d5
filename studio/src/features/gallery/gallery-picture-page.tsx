import { Anchor, Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { galleryImageQuery } from '~/lib/pictures/gallery-image'
import { useAccount } from '~/lib/session/session'
import { EmptyState } from '~/ui/empty-state'
import { IconArrowLeft, IconFlag, IconSearch, IconSparkles } from '~/ui/icons'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { PageSkeleton } from '~/ui/page-skeleton'
import { tell } from '~/ui/toast'
import { ZoomView } from '~/ui/zoom-view'
import { reportImage } from './api/gallery'
import { GalleryRecipe } from './components/gallery-recipe'

/** One picture of the gallery, with what it was made from. */
export function GalleryPicturePage() {
  const { t } = useWords()
  const account = useAccount()
  const { data: image, error } = useQuery(galleryImageQuery(useParams().id ?? ''))
  if (error) return <EmptyState isPage icon={IconSearch} title={t('picture.gone')} text={t('picture.goneText')} />
  if (!image) return <PageSkeleton />
  return (
    <Page title={image.prompt} hideTitle>
      <Stack>
        <ZoomView src={image.url} alt={image.prompt} width={image.width} height={image.height} />
        <Group justify="space-between" align="start" wrap="nowrap">
          <Stack gap={4}>
            <Title order={2} size="h4">{image.prompt}</Title>
            {image.negativePrompt && (
              <Text size="sm" c="dimmed">{t('recipe.without', { words: image.negativePrompt })}</Text>
            )}
            <GalleryRecipe image={image} />
          </Stack>
          <Button component={Link} to={`/create?like=${image.id}`} flex="none"
            leftSection={<IconSparkles size={18} aria-hidden />}>
            {t('gallery.like')}
          </Button>
        </Group>
        <Group justify="space-between">
          <Anchor component={Link} to="/gallery" size="sm">
            <IconArrowLeft size={14} aria-hidden /> {t('nav.gallery')}
          </Anchor>
          {account && <ReportButton id={image.id} />}
        </Group>
      </Stack>
    </Page>
  )
}

function ReportButton({ id }: { id: string }) {
  const { t } = useWords()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const report = useMutation({
    mutationFn: () => reportImage(id, reason),
    onSuccess: () => {
      close()
      tell(t('gallery.reported'))
    },
  })
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" leftSection={<IconFlag size={16} aria-hidden />} onClick={open}>
        {t('gallery.report')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('gallery.report')}
        closeButtonProps={{ 'aria-label': t('app.close') }}>
        <Stack>
          <Textarea label={t('gallery.reason')} required maxLength={1000} minRows={3} autosize value={reason}
            onChange={event => setReason(event.currentTarget.value)} />
          <ProblemAlert error={report.error} />
          <Button disabled={!reason.trim()} loading={report.isPending} onClick={() => report.mutate()}>
            {t('gallery.send')}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
