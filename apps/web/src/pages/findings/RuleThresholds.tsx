import type { RuleRow, RuleSetting } from '@steward/contracts'
import { useState } from 'react'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { sayUnit } from './finding-units.ts'
import { useRuleChange } from './use-rule-change.ts'

/** A rule's thresholds in words; administrators may change them, and take a change back. */
export function RuleThresholds({ rule }: { rule: RuleRow }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const change = useRuleChange()
  const words = rule.settings.map((setting) => `${setting.name} ${sayUnit(t, setting)}`).join(' · ')
  return (
    <div className="xs">
      <span className="dim">
        {t('findings:thresholds')}: {words}
      </span>{' '}
      {change.allowed && (
        <Button look="quiet" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t(open ? 'findings:closeThresholds' : 'findings:changeThresholds')}
        </Button>
      )}
      {open && rule.settings.map((setting) => <Threshold key={setting.name} rule={rule.id} setting={setting} />)}
    </div>
  )
}

function Threshold({ rule, setting }: { rule: string; setting: RuleSetting }) {
  const t = useT()
  const change = useRuleChange()
  const [text, setText] = useState(String(setting.value))
  const key = `${rule}.${setting.name}`
  const saving = useSubmit(() => change({ thresholds: { [key]: Number(text) } }))
  const back = useSubmit(async () => {
    await change({ thresholds: { [key]: null } })
    setText(String(setting.standard))
  })
  return (
    <div className="stack narrowform">
      <TextField
        label={setting.name}
        hint={t('findings:thresholdRange', {
          min: setting.min,
          max: setting.max,
          standard: sayUnit(t, { unit: setting.unit, value: setting.standard }),
        })}
        type="number"
        inputMode="decimal"
        min={setting.min}
        max={setting.max}
        step="any"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="acts">
        <Button onClick={saving.run} busy={saving.busy}>
          {t('findings:save')}
        </Button>
        {setting.value !== setting.standard && (
          <Button onClick={back.run} busy={back.busy}>
            {t('findings:standard')}
          </Button>
        )}
      </div>
      <FormError error={saving.error ?? back.error} />
    </div>
  )
}
