import { useState } from 'react'
import type { OfferedModel } from '~/api/types'
import { addressInWorkspace } from '~/lib/session/workspace'
import classes from '../create.module.css'

/** What a model makes, small; a plain plate with its first letter where nobody gave it a picture. */
export function ModelPlate({ model, side }: { model: OfferedModel; side: number }) {
  const [isMissing, setMissing] = useState(false)
  return (
    <span className={`${classes.plate} plate`} style={{ width: side, height: side, fontSize: side / 2 }} aria-hidden>
      {model.pictureUrl && !isMissing
        ? <img src={addressInWorkspace(model.pictureUrl)} alt="" onError={() => setMissing(true)} />
        : [...model.title][0]}
    </span>
  )
}
