import type { PlannedStep } from '@steward/contracts'
import { useState } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { StepItem } from '../../runs/StepItem.tsx'
import { Button } from '../../ui/Button.tsx'

const shownAtMost = 20

/** The steps before the start. A plan of hundreds opens with the first of them. */
export function PlannedSteps({ steps }: { steps: readonly PlannedStep[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? steps : steps.slice(0, shownAtMost)
  return (
    <>
      <ol className="steps">
        {shown.map((step, index) => (
          <StepItem key={step.id} step={step} number={index + 1} look="wait" />
        ))}
      </ol>
      {shown.length < steps.length && (
        <Button onClick={() => setAll(true)}>{t('run:more', { count: steps.length - shown.length })}</Button>
      )}
    </>
  )
}
