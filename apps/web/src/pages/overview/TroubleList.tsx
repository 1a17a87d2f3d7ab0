import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { formatAge, formatMoment } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Flag, Mark } from '../../ui/Mark.tsx'
import { Clauses } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { filled } from './picture.ts'
import type { Consequence, Place, Trouble } from './troubles/trouble.ts'

const shownFirst = 8

export function TroubleList({ troubles }: { troubles: readonly Trouble[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? troubles : troubles.slice(0, shownFirst)
  return (
    <Sec label={t('overview:hand')} small={t('overview:handSmall', { count: troubles.length })} heavy>
      {shown.map((found, index) => (
        <Finding key={found.id} found={found} main={index === 0 && found.consequences.length > 0} />
      ))}
      {shown.length < troubles.length && (
        <p className="morefindings">
          <Button onClick={() => setAll(true)}>
            {t('overview:moreTroubles', { count: troubles.length - shown.length })}
          </Button>
        </p>
      )}
    </Sec>
  )
}

function Finding({ found, main }: { found: Trouble; main: boolean }) {
  const t = useT()
  const params = { ...filled(found.params), part: partWords(found, t) }
  return (
    <article className={main ? 'finding is-main' : 'finding'}>
      <div>
        <Flag kind={found.severity}>{t(`overview:flag-${found.severity}`)}</Flag>
        {found.since !== null && <Since since={found.since} />}
      </div>
      <div>
        <h3 className="what">
          <Clauses text={t(`overview:what-${found.kind}`, params)} />
        </h3>
        <p className="det">{t(`overview:why-${found.kind}`, params)}</p>
        {found.consequences.length > 0 && <Consequences all={found.consequences} />}
      </div>
      {found.place && <Answer place={found.place} />}
    </article>
  )
}

const parts = ['resources', 'status', 'tasks', 'ha', 'guestConfigs'] as const

function partWords(found: Trouble, t: ReturnType<typeof useT>): string {
  const part = parts.find((name) => name === found.params.part)
  return part ? t(`overview:part-${part}`) : ''
}

function Since({ since }: { since: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  const params = { time: formatMoment(since, locale, now), age: formatAge(now - since, locale) }
  return <time className="when">{t('overview:sinceAge', params)}</time>
}

function Consequences({ all }: { all: readonly Consequence[] }) {
  const t = useT()
  return (
    <ul className="conseq">
      {all.map(({ kind, severity, params }) => (
        <li key={`${kind} ${params.node ?? ''}`}>
          <Mark name={severity} />
          <span>{t(`overview:then-${kind}`, filled(params))}</span>
        </li>
      ))}
    </ul>
  )
}

/** The way on, named as an answer. */
function Answer({ place }: { place: Place }) {
  const t = useT()
  const cluster = useClusterId()
  switch (place.to) {
    case 'guest':
      return <Way link={paths.guest(cluster, place.id)} word={t('overview:to-guest')} />
    case 'guests':
      return (
        <div className="acts">
          <Link {...paths.guests(cluster)} search={{ state: place.state }} className="btn">
            {t('overview:to-guests')}
          </Link>
        </div>
      )
    case 'node':
      return <Way link={paths.node(cluster, place.node)} word={t('overview:to-node')} />
    case 'storage':
      return <Way link={paths.storage(cluster, place.node, place.storage)} word={t('overview:to-storage')} />
    case 'quorum':
      return <Way link={paths.quorum(cluster)} word={t('overview:to-quorum')} />
    case 'permissions':
      return <Way link={paths.permissions(cluster)} word={t('overview:to-permissions')} />
    case 'mend':
      return <Way link={paths.mendCluster(cluster, place.what)} word={t(`overview:to-mend-${place.what}`)} />
  }
}

type WayLink = ReturnType<
  | typeof paths.guest
  | typeof paths.node
  | typeof paths.storage
  | typeof paths.quorum
  | typeof paths.permissions
  | typeof paths.mendCluster
>

function Way({ link, word }: { link: WayLink; word: string }) {
  return (
    <div className="acts">
      <Link {...link} className="btn">
        {word}
      </Link>
    </div>
  )
}
