import { type ReactElement, type ReactNode, Suspense, cloneElement, useState } from 'react'
import { useIdle } from './use-idle'

type Button = ReactElement<{ 'aria-haspopup'?: 'menu'; onClick?: () => void }>
type MenuProps = { button: Button; isOpenAtOnce: boolean }
type Props = { button: Button; renderMenu: (props: MenuProps) => ReactNode }

/** A menu's button at once; the menu, with all that lets things float, when the page stands or when it is wanted. */
export function LaterMenu({ button, renderMenu }: Props) {
  const isIdle = useIdle()
  const [isWanted, setWanted] = useState(false)
  const plain = cloneElement(button, { 'aria-haspopup': 'menu', onClick: () => setWanted(true) })
  const isLate = isIdle || isWanted
  return <Suspense fallback={plain}>{isLate ? renderMenu({ button, isOpenAtOnce: isWanted }) : plain}</Suspense>
}
