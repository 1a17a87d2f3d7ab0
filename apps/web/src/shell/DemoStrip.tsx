import type { DemoInfo } from '@steward/contracts'
import { useRouter } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { api, toApiError } from '../api/client.ts'
import { errorWords } from '../facts/error-words.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Mark } from '../ui/Mark.tsx'

/** The simulated world can be put into trouble, to see what Steward says before it is real. */
export function DemoStrip({ demo }: { demo: DemoInfo }) {
  const t = useT()
  const router = useRouter()
  const id = useId()
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null })
  const rehearse = async (scenario: string) => {
    setState({ busy: true, problem: null })
    try {
      const { cluster } = await api.chooseScenario({ body: { scenario } })
      // Another world begins: nothing of the old one may be asked again or still be shown.
      location.assign(router.buildLocation(paths.overview(cluster)).href)
    } catch (error) {
      setState({ busy: false, problem: errorWords(toApiError(error), t) })
    }
  }
  return (
    <aside className="demo" aria-label={t('shell:demo')}>
      <span>{t('shell:demo')}</span>
      <label htmlFor={id}>{t('shell:fireDrill')}</label>
      <select
        id={id}
        value={demo.scenario}
        disabled={state.busy}
        onChange={(event) => void rehearse(event.target.value)}
      >
        {demo.scenarios.map((scenario) => (
          <option key={scenario}>{scenario}</option>
        ))}
      </select>
      {state.busy && <Mark name="busy" />}
      {state.problem !== null && <span className="t-critical">{state.problem}</span>}
    </aside>
  )
}
