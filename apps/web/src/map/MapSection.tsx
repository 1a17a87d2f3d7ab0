import { useMemo, useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import type { Picture } from '../pages/overview/picture.ts'
import { Empty } from '../ui/Notices.tsx'
import { Sec } from '../ui/Sec.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { ClusterMap } from './ClusterMap.tsx'
import { MapTable } from './MapTable.tsx'
import { useWidth } from './use-width.ts'

/** The cluster as a drawing or as a table that says the same. */
export function MapSection({ picture }: { picture: Picture }) {
  const t = useT()
  const [view, setView] = useState<'map' | 'table'>('map')
  const { ref, width } = useWidth()
  const busy = useMemo(
    () =>
      new Set(picture.tasks.flatMap((task) => (task.state === 'running' && !task.unconfirmed ? [task.subject] : []))),
    [picture.tasks],
  )
  const options = [
    { value: 'map', label: t('overview:mapMap') },
    { value: 'table', label: t('overview:mapTable') },
  ] as const
  return (
    <Sec
      label={t('overview:map')}
      small={<Segmented label={t('overview:mapSwitch')} value={view} options={options} onChange={setView} />}
    >
      <div ref={ref} className="cmapbox">
        {picture.nodes.length === 0 && <Empty title={t('overview:mapNone')} />}
        {picture.nodes.length > 0 && view === 'table' && <MapTable picture={picture} />}
        {picture.nodes.length > 0 && view === 'map' && width > 0 && (
          <ClusterMap picture={picture} busy={busy} width={width} />
        )}
      </div>
    </Sec>
  )
}
