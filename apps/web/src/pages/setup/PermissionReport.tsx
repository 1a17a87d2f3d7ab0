import type { FeatureCheck, PermissionCheck } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'

const drawn = {
  on: { mark: 'ok', tone: 'plain' },
  partly: { mark: 'notice', tone: 'notice' },
  off: { mark: 'off', tone: 'plain' },
} as const satisfies Record<FeatureCheck['state'], { mark: MarkName; tone: Tone }>

/** Part by part: on, partly or off, the rights that are missing, and the lines that grant them. */
export function PermissionReport({ check }: { check: PermissionCheck }) {
  const t = useT()
  const nothingMissing = check.features.every(({ state }) => state === 'on')
  return (
    <div className="stack">
      {check.separatedWithoutAcl && (
        <NoteBox tone="warn">
          <b>{t('permissions:separatedTitle')}</b>
          <p>{t('permissions:separated')}</p>
        </NoteBox>
      )}
      {nothingMissing && !check.separatedWithoutAcl && <p className="verdict">{t('permissions:allOn')}</p>}
      <ul className="lines">
        {check.features.map((feature) => (
          <Feature key={feature.feature} feature={feature} />
        ))}
      </ul>
    </div>
  )
}

function Feature({ feature: { feature, state, needs, commands } }: { feature: FeatureCheck }) {
  const t = useT()
  return (
    <li>
      <div>
        <p className="mid">{t(`permissions:${feature}`)}</p>
        <p className="s dim">{t(`permissions:about-${feature}`)}</p>
        {needs
          .filter(({ granted }) => !granted)
          .map(({ path, privilege }) => (
            <p key={`${path} ${privilege}`} className="s">
              {t('permissions:missing', { privilege, path })}
            </p>
          ))}
        {commands.length > 0 && <p className="s dim">{t('permissions:grant')}</p>}
        {commands.map((command) => (
          <CodeLine key={command} command={command} />
        ))}
      </div>
      <State {...drawn[state]}>{t(`permissions:state-${state}`)}</State>
    </li>
  )
}
