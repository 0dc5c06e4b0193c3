/** A file on its way: how much of it is there, and what can be done about it. */
import { File, Pause, Play, RotateCw, X } from 'lucide'
import { IconButton } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { FileName } from '../files/file-name.tsx'
import { sizeText } from '../files/size-text.ts'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import type { BroughtFile } from './brought-file.ts'
import './coming-row.css'

interface Shown {
  readonly file: BroughtFile
  readonly isOpen: boolean
  /** Absent: it belongs to a message that has been said. */
  readonly onRemove?: () => void
}

export function ComingRow({ file, isOpen, onRemove }: Shown) {
  const { t } = useWords(fileWords)
  const { name, size, picture } = file
  const { is } = file.way.value
  return (
    <li class={`coming coming_${is}`}>
      {picture === null ? <Icon node={File} /> : <img class="coming__picture" src={picture} alt="" />}
      <span class="coming__words">
        <FileName name={name} />
        <Standing file={file} isOpen={isOpen} />
        {is !== 'done' && is !== 'failed' && (
          <progress max={size} value={file.sent.value} aria-label={t('file.progress', { name })} />
        )}
      </span>
      <Deeds file={file} />
      {onRemove !== undefined && (
        <IconButton icon={X} label={t('file.remove', { name })} onClick={onRemove} />
      )}
    </li>
  )
}

function Standing({ file, isOpen }: Pick<Shown, 'file' | 'isOpen'>) {
  const { t, language } = useWords(fileWords)
  const way = file.way.value
  const size = sizeText(file.size, language)
  const sent = sizeText(file.sent.value, language)
  if (way.is === 'failed') return <span class="coming__standing coming__problem">{way.problem}</span>
  const isLost = !isOpen && way.is !== 'done' && way.is !== 'paused'
  const text =
    way.is === 'done'
      ? size
      : way.is === 'offline' || isLost
        ? t('file.offline')
        : way.is === 'new' || way.is === 'waiting'
          ? `${size}, ${t('file.waiting')}`
          : t(`file.${way.is}`, { sent, size })
  return <span class="coming__standing">{text}</span>
}

function Deeds({ file }: Pick<Shown, 'file'>) {
  const { t } = useWords(fileWords)
  const { name } = file
  const way = file.way.value
  if (way.is === 'paused')
    return <IconButton icon={Play} label={t('file.resume', { name })} onClick={() => file.wait()} />
  if (way.is === 'failed' && way.mayRetry)
    return <IconButton icon={RotateCw} label={t('file.retry', { name })} onClick={() => file.retry()} />
  if (way.is === 'done' || way.is === 'failed' || way.is === 'new') return null
  return <IconButton icon={Pause} label={t('file.pause', { name })} onClick={() => file.pause()} />
}
