import type { ReactElement } from 'react'

/** The coloured frame and the word 培训 by which the mock center is never mistaken for a real one. */
export function TrainingStrip(): ReactElement {
  return (
    <>
      <div className="training-frame" aria-hidden="true" />
      <aside className="training-strip" data-testid="training" aria-label="培训">
        <strong>培训</strong>
        <span>模拟中心：人员、处方、金额都是虚构的，与真实医保无关</span>
        <strong>培训</strong>
      </aside>
    </>
  )
}
