import { useMemo } from 'react'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { useNodes } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { Remark } from './Remark.tsx'
import { listNames } from './names.ts'
import { type Versions, versionsOf } from './versions.ts'

/** Whether the members run the same PVE; the page of the cluster has the rest. */
export function MixedVersions() {
  const t = useT()
  const nodes = useNodes()
  const versions = useMemo(() => versionsOf(nodes.rows), [nodes.rows])
  return (
    <Sec label={t('quorum:versions')}>
      <FactsFrame facts={nodes}>
        <div className="stack">
          <Said versions={versions} />
          {versions.groups.length > 1 && (
            <KeyValues
              rows={versions.groups.map(({ version, nodes: names }) => ({
                label: version === null ? t('quorum:versionsUnread') : inSentence(version),
                value: <Quote text={listNames(names, 40)} max={2000} />,
              }))}
            />
          )}
        </div>
      </FactsFrame>
    </Sec>
  )
}

function Said({ versions: { kind, groups } }: { versions: Versions }) {
  const t = useT()
  if (kind === 'unread')
    return (
      <Remark mark="unknown" tone="unknown">
        {t('quorum:versionsUnread')}
      </Remark>
    )
  if (kind === 'same')
    return <p className="s">{t('quorum:versionsSame', { version: inSentence(groups[0]?.version ?? '?') })}</p>
  return kind === 'major' ? (
    <Remark mark="warn" tone="warn">
      {t('quorum:versionsMajor')}
    </Remark>
  ) : (
    <Remark mark="notice">{t('quorum:versionsDiffer')}</Remark>
  )
}
