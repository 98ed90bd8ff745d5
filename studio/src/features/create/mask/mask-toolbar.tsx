import { ActionIcon, Group, Slider, Text, Tooltip } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import {
  IconArrowBackUp, IconArrowForwardUp, IconArrowsMaximize, IconBrush, IconContrast, IconEraser, IconHandStop,
  IconLasso, IconSquare, IconZoomIn, IconZoomOut,
} from '~/ui/icons'
import type { StageHandle } from './mask-stage'
import { SizeMax, SizeMin, type Tool, Tools } from './tools'

const ZoomStep = 1.3

const Icons: Record<Tool, TablerIcon> = {
  brush: IconBrush, eraser: IconEraser, rectangle: IconSquare, lasso: IconLasso, move: IconHandStop,
}

type Props = {
  tool: Tool
  onTool: (tool: Tool) => void
  size: number
  onSize: (size: number) => void
  feather: number
  onFeather: (feather: number) => void
  onInvert: () => void
  onUndo: (() => void) | undefined
  onRedo: (() => void) | undefined
  stage: RefObject<StageHandle | null>
}

/** What to paint with, and how; every tool has a key. */
export function MaskToolbar(props: Props) {
  const { t } = useWords()
  return (
    <Group gap="md" role="toolbar" aria-label={t('mask.tools')}>
      <Group gap={4}>
        {(Object.keys(Tools) as Tool[]).map(tool => (
          <ToolButton key={tool} label={`${t(`mask.${tool}`)} (${Tools[tool].toUpperCase()})`} icon={Icons[tool]}
            isOn={props.tool === tool} onClick={() => props.onTool(tool)} />
        ))}
      </Group>
      <Group gap={4}>
        <ToolButton label={`${t('mask.invert')} (I)`} icon={IconContrast} onClick={props.onInvert} />
        <ToolButton label={t('app.undo')} icon={IconArrowBackUp} onClick={props.onUndo} />
        <ToolButton label={t('mask.redo')} icon={IconArrowForwardUp} onClick={props.onRedo} />
      </Group>
      <Group gap={4}>
        <ToolButton label={t('picture.zoomOut')} icon={IconZoomOut}
          onClick={() => props.stage.current?.zoom(1 / ZoomStep)} />
        <ToolButton label={t('picture.zoomIn')} icon={IconZoomIn}
          onClick={() => props.stage.current?.zoom(ZoomStep)} />
        <ToolButton label={t('picture.zoomWhole')} icon={IconArrowsMaximize}
          onClick={() => props.stage.current?.fit()} />
      </Group>
      <Measure label={t('mask.size')} value={props.size} min={SizeMin} max={SizeMax} onChange={props.onSize} />
      <Measure label={t('mask.feather')} value={props.feather} min={0} max={40} onChange={props.onFeather} />
    </Group>
  )
}

type ToolButtonProps = { label: string; icon: TablerIcon; isOn?: boolean; onClick: (() => void) | undefined }

function ToolButton({ label, icon: Icon, isOn, onClick }: ToolButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" variant={isOn ? 'filled' : 'default'} color={isOn ? 'brand' : 'gray'} aria-label={label}
        aria-pressed={isOn} disabled={!onClick} onClick={onClick}>
        <Icon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

type Measured = { label: string; value: number; min: number; max: number; onChange: (value: number) => void }

function Measure({ label, ...slider }: Measured) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" aria-hidden>{label}</Text>
      <Slider w={110} size="sm" thumbLabel={label} label={null} {...slider} />
      <Text size="sm" c="dimmed" w={24} aria-hidden>{slider.value}</Text>
    </Group>
  )
}
